package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// A clock, a compiler and an inference that take no time.
class WarmUpTest {
    private static final long MILLI = 1_000_000;
    private static final WarmUp.Bounds BOUNDS =
            new WarmUp.Bounds(Duration.ofSeconds(1), Duration.ofSeconds(15));

    private long now;
    private long compiled;

    private WarmUp.Outcome warmUp(long compileUntilMillis, long busyUntilMillis) {
        return warmUp(compileUntilMillis, busyUntilMillis, BOUNDS);
    }

    private WarmUp.Outcome warmUp(
            long compileUntilMillis, long busyUntilMillis, WarmUp.Bounds bounds) {
        var jit =
                new JitActivity() {
                    @Override
                    public long compileNanos() {
                        return compiled;
                    }

                    @Override
                    public boolean idle() {
                        return now >= busyUntilMillis * MILLI;
                    }
                };
        return new WarmUp(() -> now, jit)
                .run(
                        () -> {
                            now += 10 * MILLI;
                            if (now < compileUntilMillis * MILLI) compiled += 5 * MILLI;
                        },
                        bounds);
    }

    @Test
    void endsAfterTheLeastTimeWhenTheCompilersAreQuiet() {
        var outcome = warmUp(0, 0);

        assertThat(outcome).isEqualTo(new WarmUp.Outcome(1000 * MILLI, true));
    }

    @Test
    void waitsForTwoSlicesWithoutCompilation() {
        var outcome = warmUp(3000, 0);

        assertThat(outcome).isEqualTo(new WarmUp.Outcome(3500 * MILLI, true));
    }

    @Test
    void waitsForACompilationThatHasNotEnded() {
        var outcome = warmUp(0, 4000);

        assertThat(outcome).isEqualTo(new WarmUp.Outcome(4250 * MILLI, true));
    }

    /// Small methods keep a compiler busy for half of each slice.
    @Test
    void letsCompilersWorkOnASmallShareIfTold() {
        var lenient = new WarmUp.Bounds(Duration.ofSeconds(1), Duration.ofSeconds(15), 0.6);

        assertThat(warmUp(3000, 0, lenient)).isEqualTo(new WarmUp.Outcome(1000 * MILLI, true));
    }

    @Test
    void readsWhatTheJvmSaysOfItsCompilers() {
        String idle =
                """
                Current compiles:\s

                C1 compile queue:
                Empty

                C2 compile queue:
                Empty
                """;
        assertThat(JitActivity.saysIdle(idle)).isTrue();
        assertThat(JitActivity.saysIdle(idle.replace("compiles: \n", "compiles: \nC2 thread 45\n")))
                .isFalse();
        assertThat(
                        JitActivity.saysIdle(
                                idle.replaceFirst(
                                        "(?s)C2 compile queue:.*", "C2 compile queue:\n45 b")))
                .isFalse();
        assertThat(JitActivity.ofThisJvm().compileNanos()).isPositive();
    }

    @Test
    void givesUpOnCompilersThatNeverSettle() {
        var outcome = warmUp(100_000, 0);

        assertThat(outcome).isEqualTo(new WarmUp.Outcome(15_000 * MILLI, false));
    }
}

package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.convscope.base.UserException;
import dev.convscope.result.GateResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

@Timeout(120)
class DuelRunTest {
    private static final WarmUp.Bounds SHORT =
            new WarmUp.Bounds(Duration.ofMillis(200), Duration.ofMillis(300));

    /// A network against one with a quarter of its pixels: no noise hides which is slower.
    @Test
    void measuresPairsOfForksOfBothSides() throws InterruptedException {
        var request =
                new DuelRequest(
                        DuelSide.ofModels("base", List.of("mobilenet-v1,width=0.25@64")),
                        DuelSide.ofModels("head", List.of("mobilenet-v1,width=0.25@32")),
                        "reference",
                        1,
                        1,
                        Duration.ofMillis(90),
                        3);
        String name = "mobilenet-v1,width=0.25@64 > mobilenet-v1,width=0.25@32";

        try (var duel = DuelRun.open(request, List.of(), SHORT, Progress.none())) {
            duel.measure(1, Set.of(name), 2, () -> {});

            assertThat(duel.failures()).isEmpty();
            assertThat(duel.forks())
                    .hasSize(4)
                    .allMatch(fork -> fork.model().equals(name) && fork.stage() == 1)
                    .extracting(GateResult.Fork::pair)
                    .containsExactly(0, 0, 1, 1);
            // The second pair runs in the other order: A B, B A.
            assertThat(duel.forks().get(0).head()).isEqualTo(duel.forks().get(3).head());
            assertThat(duel.forks().get(1).head()).isEqualTo(duel.forks().get(2).head());
            assertThat(median(duel, true)).isLessThan(median(duel, false));
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() throws InterruptedException {
        String model = "mobilenet-v1,width=0.25@32";
        var side = DuelSide.ofModels("same", List.of(model));
        var request = new DuelRequest(side, side, "reference", 1, 1, Duration.ofMillis(90), 3);
        var whole = List.of(fork(model, 0, false), fork(model, 0, true));
        var half = List.of(whole.get(0), whole.get(1), fork(model, 1, true));

        try (var duel = DuelRun.open(request, half, SHORT, Progress.none())) {
            duel.measure(1, Set.of(model), 2, () -> {});

            assertThat(duel.forks()).hasSize(4).startsWith(whole.toArray(GateResult.Fork[]::new));
            assertThat(duel.forks().subList(2, 4))
                    .allMatch(fork -> fork.pair() == 1 && fork.minNanos() > 1);
        }
    }

    private static GateResult.Fork fork(String model, int pair, boolean head) {
        return new GateResult.Fork(model, 1, pair, head, 1, 1, 0, true, 0, 1);
    }

    private static double median(DuelRun duel, boolean head) {
        return duel.forks().stream()
                .filter(fork -> fork.head() == head)
                .mapToDouble(GateResult.Fork::minNanos)
                .average()
                .orElseThrow();
    }

    /// The same classes by another class path, so that both sides count for themselves.
    @Test
    void countsOnBothSidesWhatDoesNotDependOnTheMachine() throws InterruptedException {
        String model = "mobilenet-v1,width=0.25@32";
        var base = DuelSide.ofModels("base", List.of(model, "resnet-18@32"));
        var head =
                new DuelSide(
                        "head",
                        base.classPath() + File.pathSeparator + "nowhere",
                        List.of(model, "resnet-34@32"));
        var request = new DuelRequest(base, head, "vector", 1, 1, Duration.ofMillis(90), 3);

        var counts = DuelCounts.of(request, Progress.none());

        assertThat(counts.base()).isEqualTo(counts.head());
        // The other pair is of two networks.
        assertThat(counts.head()).hasSize(1);
        assertThat(counts.head().getFirst().model()).isEqualTo(model);
        assertThat(counts.head().getFirst().exact())
                .containsKeys("params", "macs", "weightBytes", "operators.Conv", "planSteps256");
    }

    @Test
    void doesNotCountABuildAgainstItself() throws InterruptedException {
        var side = DuelSide.ofModels("same", List.of("resnet-18@32"));
        var request = new DuelRequest(side, side, "vector", 1, 1, Duration.ofMillis(90), 3);

        assertThat(DuelCounts.of(request, Progress.none()).head()).isEmpty();
    }

    @Test
    void refusesAFolderWithoutABuild(@TempDir Path folder) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> DuelSide.ofBuild(folder, List.of("mobilenet-v2")))
                .withMessageContaining("no build")
                .withMessageContaining(folder.toString());
    }
}

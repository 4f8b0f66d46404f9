package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.result.Latency;
import dev.convscope.result.Latency.Kind;
import dev.convscope.result.Latency.Remark;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

class ForkRemarksTest {
    private static Latency.Fork fork(long nanos, boolean quiet, double allocated, double steal) {
        return new Latency.Fork(
                0,
                List.of(nanos),
                new Latency.Startup(0, 0, 0, 0),
                2_500_000_000L,
                quiet,
                allocated,
                OptionalLong.empty(),
                steal);
    }

    private static List<Remark> remarks(String engine, Latency.Fork... forks) {
        double[] medians = Arrays.stream(forks).mapToDouble(ForkSummary::median).toArray();
        return ForkRemarks.of(engine, List.of(forks), medians);
    }

    private static List<Remark> ofTimes(long... nanos) {
        List<Latency.Fork> forks = new ArrayList<>();
        for (long one : nanos) forks.add(fork(one, true, 0, 0));
        return remarks("vector", forks.toArray(Latency.Fork[]::new));
    }

    @Test
    void saysNothingOfForksThatAgree() {
        assertThat(ofTimes(100, 104, 98, 101, 103)).isEmpty();
    }

    @Test
    void namesAForkThatIsClearlySlowerThanItsSiblings() {
        var remarks = ofTimes(100, 130, 102);

        assertThat(remarks).hasSize(1);
        assertThat(remarks.getFirst().kind()).isEqualTo(Kind.SLOW_FORK);
        assertThat(remarks.getFirst().forks()).containsExactly(2);
        assertThat(remarks.getFirst().figure()).isCloseTo(130 / 101.0, within(1e-9));
        assertThat(remarks.getFirst().otherwiseNanos()).hasValue(101);
    }

    /// The speed changed while it was timed: 100 at best, 112 in the median.
    @Test
    void namesAForkWhoseSpeedChanged() {
        var steady = fork(101, true, 0, 0);
        var unsteady =
                new Latency.Fork(
                        0,
                        List.of(100L, 101L, 112L, 113L, 114L),
                        steady.startup(),
                        1,
                        true,
                        0,
                        OptionalLong.empty(),
                        0);

        var remarks = remarks("vector", steady, unsteady, steady, steady);

        assertThat(remarks).extracting(Remark::kind).contains(Kind.UNSTEADY);
        var remark = remarks.getLast();
        assertThat(remark.forks()).containsExactly(2);
        assertThat(remark.figure()).isCloseTo(1.12, within(1e-9));
        assertThat(remark.otherwiseNanos()).hasValue(101);
    }

    @Test
    void namesTheSlowModeOfTwo() {
        var remarks = ofTimes(100, 200, 102, 204, 101);

        assertThat(remarks).hasSize(1);
        assertThat(remarks.getFirst().kind()).isEqualTo(Kind.SLOW_MODE);
        assertThat(remarks.getFirst().forks()).containsExactly(2, 4);
        assertThat(remarks.getFirst().figure()).isCloseTo(2, within(1e-9));
        assertThat(remarks.getFirst().otherwiseNanos()).hasValue(101);
    }

    @Test
    void doesNotTellWhichOfTwoForksIsTheSlowOne() {
        assertThat(ofTimes(100, 200)).isEmpty();
    }

    @Test
    void namesForksThatWereNotQuietThatAllocatedOrWereRobbed() {
        var remarks =
                remarks(
                        "vector",
                        fork(100, false, 0, 0),
                        fork(100, true, 180_000, 0),
                        fork(100, true, 0, 0.2));

        assertThat(remarks)
                .extracting(Remark::kind)
                .containsExactly(Kind.NOT_QUIET, Kind.ALLOCATED, Kind.STOLEN);
        assertThat(remarks)
                .extracting(Remark::forks)
                .containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(remarks).extracting(Remark::figure).containsExactly(2.5, 180_000.0, 0.2);
    }

    @Test
    void expectsNoOtherEngineToAllocateNothing() {
        assertThat(remarks("onnxruntime", fork(100, true, 700, 0))).isEmpty();
    }
}

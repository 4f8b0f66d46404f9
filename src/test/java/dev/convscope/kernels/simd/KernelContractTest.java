package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.kernels.KernelCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One contract for all kernels: what the scalar twin computes, in the floats that the call
/// declares, by one thread or by several.
class KernelContractTest {
    private static final List<KernelCase> CASES = KernelCases.all();

    static List<KernelCase> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void declaresWhatItTouches(KernelCase test) {
        assertThat(KernelContract.declaresWhatItTouches(test)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithItsScalarTwin(KernelCase test) {
        assertThat(KernelContract.agreesWithItsTwin(test)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sharesItsWorkWithoutOverlap(KernelCase test) {
        assertThat(KernelContract.sharesItsWork(test)).isEmpty();
    }

    @Test
    void everyKindOfCallHasCases() {
        Set<Class<?>> used =
                CASES.stream().map(test -> test.call().getClass()).collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrder(KernelCall.class.getPermittedSubclasses());
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        assertThat(CASES).extracting(KernelCase::name).doesNotHaveDuplicates();
    }
}

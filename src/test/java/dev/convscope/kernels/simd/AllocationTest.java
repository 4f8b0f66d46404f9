package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// Nothing is allocated per inference, and no kernel boxes a vector. A vector operation that C2
/// does not turn into an instruction is an object, too, so this is also the test that C2 has not
/// fallen back. In fresh JVMs, because one start in several may compile differently.
class AllocationTest {
    @ParameterizedTest(name = "{0} on {1} threads")
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({
        "efficientnet-b0@64, 1",
        "efficientnet-b0@160, 1",
        "mobilenet-v2@64, 1",
        "resnet-18@64, 2",
        "resnet-50@64, 1",
    })
    void anInferenceAllocatesNothing(String model, String threads)
            throws IOException, InterruptedException {
        var child = Child.run(AllocationChild.class, Child.PLAIN, model, threads);

        assertThat(child.lines("allocates")).isEmpty();
        assertThat(child.lines()).contains("unsettled 0");
        assertThat(child.exitCode()).isZero();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void noTileBoxesAVector() throws IOException, InterruptedException {
        noKernelBoxes("tiles");
    }

    @Test
    @Tag("full-size")
    @Execution(ExecutionMode.CONCURRENT)
    void noKernelBoxesAVector() throws IOException, InterruptedException {
        noKernelBoxes("all");
    }

    private static void noKernelBoxes(String which) throws IOException, InterruptedException {
        var child = Child.run(BoxingChild.class, Child.PLAIN, which);

        assertThat(child.lines("boxes")).isEmpty();
        assertThat(child.lines("kernels")).as("%s", child.lines()).hasSize(1);
        assertThat(child.exitCode()).isZero();
    }
}

package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// No kernel has the Vector API look for an operation that it has not had yet: that costs kernels
/// that C2 compiles afterwards their assumptions about types.
class VectorOperationsTest {
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void kernelsUseNoOtherOperations() throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(Child.PLAIN);
        flags.add("--add-opens=jdk.incubator.vector/jdk.incubator.vector=ALL-UNNAMED");

        var child = Child.run(VectorOperationsChild.class, flags);

        assertThat(child.lines("late")).isEmpty();
        assertThat(child.lines("places")).as("%s", child.lines()).hasSize(1);
        assertThat(child.exitCode()).isZero();
    }
}

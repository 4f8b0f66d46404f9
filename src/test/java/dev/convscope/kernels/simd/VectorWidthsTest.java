package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.bench.VectorBits;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The kernel contract and whole networks in JVMs held to each vector width. Where a machine lacks
/// one, the JVM that is asked for it has to fall back to the widest there is, and is checked there;
/// the missing width is printed.
class VectorWidthsTest {
    private static final String[] NETWORKS = {
        "efficientnet-b0@64", "resnet-18@64", "densenet-121@32"
    };

    @ParameterizedTest(name = "{0} bits")
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(ints = {128, 256, 512})
    void everyKernelAndNetworkIsRight(int bits) throws IOException, InterruptedException {
        int widest = Lanes.bits();
        if (bits > widest) {
            System.out.println(
                    bits + "-bit vectors could not be run: this machine's widest are " + widest);
        }
        List<String> flags = new ArrayList<>(Child.PLAIN);
        flags.addAll(new VectorBits(bits).flags());

        var child = Child.run(WidthChild.class, flags, NETWORKS);

        assertThat(child.lines("bits"))
                .as("the demanded width is the one used: %s", child.lines())
                .containsExactly("bits " + Math.min(bits, widest));
        assertThat(child.lines("broken")).isEmpty();
        assertThat(child.lines("differs")).isEmpty();
        long cases = KernelCases.ofEveryWidth(KernelCases.all());
        assertThat(child.lines("cases")).containsExactly("cases " + cases);
        assertThat(child.lines("agrees")).hasSize(2 * NETWORKS.length);
        assertThat(child.exitCode()).as("%s", child.lines()).isZero();
    }
}

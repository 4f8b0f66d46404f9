package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

@Timeout(120)
class KernelsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void layersAreThoseOfTheirNetworks() {
        assertThat(KernelLayer.ALL)
                .extracting(KernelLayer::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30);
        assertThat(KernelLayer.ALL)
                .allSatisfy(
                        layer -> {
                            var graph = layer.graph();
                            assertThat(KernelLayer.shape(graph)).isNotEmpty();
                            assertThat(KernelLayer.bytes(graph)).isPositive();
                        });
    }

    @Test
    void aLayerIsTimedAgainstTheMeasuredPeak() {
        var request = new KernelsRequest("resnet-50 2.2.conv1", SHORT, VectorBits.WIDEST);

        var result = Kernels.run(request, Progress.none());

        assertThat(result.gigahertz()).isBetween(0.5, 8.0);
        assertThat(result.layers()).hasSize(1);
        var layer = result.layers().getFirst();
        assertThat(layer.shape()).isEqualTo("1×1, 256 to 64 at 56×56");
        assertThat(layer.macs()).isEqualTo(256L * 64 * 56 * 56);
        assertThat(layer.shareOfPeak().orElseThrow()).isBetween(0.05, 1.2);
    }

    @Test
    void layersThatDoNotExistAreAMistake() {
        var request = new KernelsRequest("transformer", SHORT, VectorBits.WIDEST);

        assertThatThrownBy(() -> Kernels.run(request, Progress.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no layer");
    }
}

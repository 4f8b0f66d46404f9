package dev.convscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.convscope.base.UserException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

class ConventionTest {
    private static final Offset<Double> DIGITS = within(.005);

    static List<String> names() {
        return Convention.names();
    }

    /// Figures that the tools themselves print for torchvision's AlexNet, in units of 10⁹.
    @ParameterizedTest
    @CsvSource({
        "mac, 0.714",
        "flop2, 1.428",
        "ptflops-aten, 0.71",
        "thop, 0.71",
        "thop-2019, 0.773",
        "deepspeed-flops, 1.43",
        "calflops-flops, 1.43"
    })
    void reproducesWhatTheToolPrintsForAlexNet(String name, double printed) {
        var cost = NetworkCost.of(TinyNetworks.alexNet(), Convention.named(name));
        assertThat(cost.flops() / 1e9).isCloseTo(printed, DIGITS);
    }

    @Test
    void fvcoreAddsTwoPerNormalisedElementAndOnePerPooledElement() {
        var cost = NetworkCost.of(TinyNetworks.gatedBlock(), Convention.named("fvcore"));
        long normalised = 16 * (8 + 16 + 16 + 8);
        assertThat(cost.flops()).isEqualTo(cost.macs() + 2 * normalised + 16 * 8);
    }

    @ParameterizedTest
    @MethodSource("names")
    void macsDoNotDependOnTheConvention(String name) {
        var cost = NetworkCost.of(TinyNetworks.gatedBlock(), Convention.named(name));
        assertThat(cost.macs()).isEqualTo(NetworkCost.of(TinyNetworks.gatedBlock()).macs());
        assertThat(cost.rows().stream().mapToLong(LayerCost::flops).sum()).isEqualTo(cost.flops());
    }

    @Test
    void flopsAreTheFactorsTimesTheQuantities() {
        var graph = TinyNetworks.gatedBlock();
        for (Convention convention : Convention.all()) {
            long sum =
                    Convention.quantities(graph).entrySet().stream()
                            .mapToLong(e -> convention.factor(e.getKey()) * e.getValue())
                            .sum();
            assertThat(NetworkCost.of(graph, convention).flops())
                    .as(convention.name())
                    .isEqualTo(sum);
        }
    }

    @Test
    void namesAndAliasesAreDistinctAndEveryConventionNamesItsVersion() {
        assertThat(Convention.names())
                .doesNotHaveDuplicates()
                .contains("torch", "timm", "paper", "calflops-macs", "onnx-tool", "torchinfo");
        assertThat(Convention.all())
                .allSatisfy(convention -> assertThat(convention.version()).isNotBlank());
        assertThat(Convention.standard().name()).isEqualTo("flop2");
    }

    @Test
    void kerasCountsParametersWithStatisticsAndNoOperations() {
        var keras = Convention.named("keras");
        var cost = NetworkCost.of(TinyNetworks.gatedBlock(), keras);
        assertThat(keras.countsOperations()).isFalse();
        assertThat(cost.paramsByConvention())
                .isEqualTo(cost.params() + cost.totals().bnStatistics());
    }

    @Test
    void anUnknownConventionSuggestsTheNearest() {
        assertThatThrownBy(() -> Convention.named("fvcor"))
                .isInstanceOf(UserException.class)
                .hasMessage("--convention: there is no counting convention 'fvcor'")
                .extracting("remedy")
                .isEqualTo("did you mean 'fvcore'?");
    }
}

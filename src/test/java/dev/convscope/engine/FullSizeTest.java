package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every network at its published input size, by all engines: `mvn verify -Pfull-size`. The report
/// goes to `target/reports/full-size.md` and `.csv`; the last one is kept under `reports/`.
///
/// `-Dnetworks=efficientnet-b0,resnet-50` runs a selection.
@Tag("full-size")
class FullSizeTest {
    private static final List<FullSizeRow> ROWS = new ArrayList<>();

    static List<Named<Network>> networks() {
        String selection = System.getProperty("networks", "");
        List<String> selected = Arrays.asList(selection.split(","));
        return Zoo.networks().stream()
                .filter(network -> selection.isEmpty() || selected.contains(network.name()))
                .map(network -> Named.of(network.name(), network))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyEngineComputesTheSameAtFullSize(Network network) throws IOException {
        FullSizeRow row = FullSizeRow.of(network);
        ROWS.add(row);
        writeTheReport();
        // The report names what is only counted.
        if (!row.isMeasured()) return;
        assertThat(row.worst())
                .as("%s, seed %d: %s", network.name(), Agreement.SEED, row)
                .isLessThanOrEqualTo(Verification.TOLERANCE);
    }

    /// After every network, so that a run that is stopped leaves what it has found.
    private static void writeTheReport() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "reports"));
        Files.writeString(folder.resolve("full-size.md"), FullSizeRow.markdown(ROWS));
        Files.writeString(folder.resolve("full-size.csv"), FullSizeRow.csv(ROWS));
    }
}

package dev.convscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.Tally;
import dev.convscope.model.Model;
import dev.convscope.result.SummaryResult.Stage;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// The block strings that a summary prints are a file that gives the same network.
class BlockColumnTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efficientnet-b0",
                "efficientnet-b7",
                "efficientnet-lite4",
                "efficientnet-edgetpu-s",
                "efficientnet-edgetpu-l",
                "efficientnetv2-s",
                "efficientnetv2-b3",
                "mobilenet-v2",
                "mobilenet-v2,width=0.5",
                "mnasnet-a1"
            })
    void theColumnReadsBackAsTheSameNetwork(String text) throws IOException {
        var model = Model.of(text);
        Path file = folder.resolve("same.blocks");
        Files.writeString(
                file,
                SummaryExtras.stages(model).stream()
                        .map(Stage::blockString)
                        .collect(Collectors.joining("\n")));

        var same = Model.of(file + "@" + model.options().pixels());

        assertThat(Tally.of(same.graph())).isEqualTo(Tally.of(model.graph()));
    }
}

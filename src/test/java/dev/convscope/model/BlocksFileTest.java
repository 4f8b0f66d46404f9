package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class BlocksFileTest {
    @TempDir private Path folder;

    @Test
    void aFileOfBlockStringsIsAModelLikeAnyOther() throws IOException {
        Path file = folder.resolve("my net.blocks");
        Files.writeString(file, "r1_k3_s11_e1_i32_o16_se0.25\nr2_k3_s22_e6_i16_o24_se0.25\n");
        var model = Model.of(file + "@64", Map.of("width", "2"), Long.MAX_VALUE);
        assertThat(model.options()).isEqualTo(new ModelOptions(2, 1, 64, 1000, false, Map.of()));
        assertThat(model.graph().nodes().get(1).shape().channels()).isEqualTo(64);
    }

    @Test
    void aMissingFileIsTold() {
        Path file = folder.resolve("none.blocks");
        assertThatThrownBy(() -> Model.of(file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + ": the file of block strings cannot be read")
                .hasMessageContaining("no such file");
    }
}

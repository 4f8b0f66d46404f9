package dev.convscope.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real model files, too large for the repository, in a folder beside it.
public final class RealModels {
    private static final Path FOLDER = Path.of("..", "shared", "models");

    private RealModels() {}

    /// The folder of one model. Where there is none, the test is reported as not run; under CI it
    /// fails.
    public static Path folder(String model) {
        Path folder = FOLDER.resolve(model);
        String why = "the real model files in " + folder.toAbsolutePath().normalize();
        if (System.getenv("CI") != null) assertThat(folder).as(why).isDirectory();
        assumeThat(Files.isDirectory(folder)).as(why + " are there").isTrue();
        return folder;
    }
}

package dev.convscope.cli;

import dev.convscope.base.UserException;

import picocli.CommandLine.Option;

/// Images at once.
final class BatchOption {
    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Images at once, for times and memory; counts stay per image (default: 1).")
    int batch = 1;

    /// @throws UserException if it is no positive number
    int images() {
        return positive("--batch", batch);
    }

    static int positive(String option, int number) {
        if (number >= 1) return number;
        throw UserException.about(option + " must be at least 1").found(number).build();
    }
}

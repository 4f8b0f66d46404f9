package dev.convscope.cli;

import picocli.CommandLine.Option;

/// What makes random weights and inputs the same again.
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of weights, inputs and the order of forks (default: 1).")
    long seed = 1;
}

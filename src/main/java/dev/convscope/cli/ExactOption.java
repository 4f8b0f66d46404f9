package dev.convscope.cli;

import picocli.CommandLine.Option;

/// Whether the vector engine may trade digits for speed.
final class ExactOption {
    @Option(
            names = "--exact",
            description = "Compute every convolution directly, without Winograd's transforms.")
    boolean exact;
}

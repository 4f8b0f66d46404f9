package dev.convscope.cli;

import dev.convscope.analysis.Convention;

import picocli.CommandLine.Option;

import java.util.ArrayList;

/// What `flops` means.
final class ConventionOption {
    /// For completion.
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(Convention.names());
        }
    }

    @Option(
            names = "--convention",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "What FLOPs count: flop2 (2 per MAC, the default), mac, fvcore, ptflops-pytorch"
                            + " and other tools' rules.")
    String name = "flop2";

    /// @throws dev.convscope.base.UserException if there is no such convention
    Convention get() {
        return Convention.named(name);
    }
}

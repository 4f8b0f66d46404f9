package dev.convscope.cli;

import dev.convscope.onnx.OnnxExport;
import dev.convscope.weights.Weights;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `convscope export MODEL --onnx FILE`
@Command(
        name = "export",
        header = {
            "Writes a network with seeded random weights as an ONNX file.",
            "",
            "Examples:",
            "  convscope export efficientnet-b0 --onnx b0.onnx",
            "  convscope export resnet-50 --classes 10 --seed 7 --onnx small.onnx",
            "",
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--onnx",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; above 2 GiB its tensors go to FILE.data beside it.")
    Path onnx;

    @Mixin SeedOption seed;
    @Mixin ModelOptions models;
    @Mixin HelpOption help;

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes, only errors.")
    boolean quiet;

    private final Terminal terminal;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var network = models.toRun(List.of(model)).getFirst();
        OnnxExport.write(network.graph(), Weights.random(network.graph(), seed.seed), onnx);
        if (!quiet) {
            terminal.err().println("note: " + onnx + " has random weights of seed " + seed.seed);
        }
        return ExitCode.OK.code();
    }
}

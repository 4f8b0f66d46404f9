package dev.convscope.cli;

import dev.convscope.model.Model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// `convscope latency MODEL...`
@Command(
        name = "latency",
        header = {
            "Measures how long an inference takes here, in fresh JVMs.",
            "",
            "Every network is first verified against the reference on the very same input.",
            "",
            "Examples:",
            "  convscope latency efficientnet-b0",
            "  convscope latency resnet-50 --engine vector,onnxruntime --forks 10 --time 2",
            "  convscope latency mobilenet-v2 --threads 2 --format json -o mobilenet.json",
            "  convscope latency efficientnet-b4 resnet-50 --protocol paper",
            "",
        })
final class LatencyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "As in 'convscope summary'.")
    List<String> texts;

    @Mixin MeasureOptions measure;
    @Mixin ModelOptions models;
    @Mixin GiantsOption giants;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    LatencyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var asked = models.toRun(texts).stream().distinct().toList();
        var names = giants.running(asked).stream().map(Model::text).toList();
        giants.remarks(asked).forEach(remark -> terminal.err().println("note: " + remark));
        var request = measure.request(names, models.commandWide());
        try (var destination = Destination.open(terminal, output.file)) {
            return Measuring.run(
                            terminal,
                            output.quiet,
                            request,
                            output.file.isPresent(),
                            result ->
                                    destination.write(
                                            result,
                                            output.format,
                                            output.layout(terminal, destination)))
                    .code();
        }
    }
}

package dev.convscope.cli;

import dev.convscope.model.Model;
import dev.convscope.report.Comparison;
import dev.convscope.result.ModelsResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// `convscope compare MODEL MODEL...`
@Command(
        name = "compare",
        header = {
            "Puts networks side by side: counts, latency measured here, ratios against the first.",
            "",
            "Every network is first verified against the reference on the very same input.",
            "",
            "Examples:",
            "  convscope compare efficientnet-b1 resnet-152 mobilenet-v2",
            "  convscope compare efficientnet-b0 resnet-50 --engine vector,onnxruntime",
            "  convscope compare mobilenet-v1 mobilenet-v1,width=0.5 --format markdown",
            "",
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "As in 'convscope summary'.")
    List<String> texts;

    @Mixin MeasureOptions measure;
    @Mixin ModelOptions models;
    @Mixin GiantsOption giants;
    @Mixin ConventionOption convention;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var asked = models.toRun(texts).stream().distinct().toList();
        var counting = convention.get();
        var request =
                measure.request(
                        giants.running(asked).stream().map(Model::text).toList(),
                        models.commandWide());
        var counted =
                asked.stream()
                        .map(model -> Counting.summary(model, counting, request.batch()))
                        .toList();
        try (var destination = Destination.open(terminal, output.file)) {
            return Measuring.run(
                            terminal,
                            output.quiet,
                            request,
                            output.file.isPresent(),
                            measured ->
                                    destination.write(
                                            Comparison.join(
                                                            counted,
                                                            request.engines(),
                                                            measured,
                                                            published(asked))
                                                    .withRemarks(giants.remarks(asked)),
                                            output.format,
                                            output.layout(terminal, destination)))
                    .code();
        }
    }

    /// Accuracies hold for the network as published, not for a scaled one.
    private static List<ModelsResult.Row> published(List<Model> models) {
        return models.stream().flatMap(model -> Counting.published(model).stream()).toList();
    }
}

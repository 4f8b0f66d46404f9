package dev.convscope.cli;

import dev.convscope.audit.Diagnosis;
import dev.convscope.audit.Figure;
import dev.convscope.base.UserException;
import dev.convscope.model.Model;
import dev.convscope.result.DiagnoseResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `convscope diagnose MODEL --params N`
@Command(
        name = "diagnose",
        header = {
            "Finds the mistake that gives a wrong count.",
            "",
            "Every suspect is built and counted: slips of writing a network down, layers",
            "left out, other rules of counting, other variants and sizes.",
            "",
            "Examples:",
            "  convscope diagnose efficientnet-b0 --params 8423848",
            "  convscope diagnose resnet-50 --macs 3.86G",
            "  convscope diagnose efficientnet-b0 --params 5.29M --macs 0.399G",
            "",
        })
final class DiagnoseCommand implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--params",
            paramLabel = "COUNT",
            description = "Parameters in question: 8423848, 5.3M.")
    Optional<String> params = Optional.empty();

    @Option(
            names = "--macs",
            paramLabel = "COUNT",
            description = "Multiply-accumulates, or what someone calls so: 0.39G.")
    Optional<String> macs = Optional.empty();

    @Option(names = "--all", description = "Show every suspect, not only the likeliest.")
    boolean all;

    @Mixin ModelOptions models;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    DiagnoseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (params.isEmpty() && macs.isEmpty()) {
            throw UserException.about("there is no count to diagnose")
                    .where("diagnose")
                    .expected("--params, --macs or both")
                    .remedy("as in 'convscope diagnose efficientnet-b0 --params 8423848'")
                    .build();
        }
        Optional<Figure> wantedParams = Laboratory.figure(params, "--params");
        Optional<Figure> wantedMacs = Laboratory.figure(macs, "--macs");
        try (var destination = Destination.open(terminal, output.file)) {
            Model counted = models.toCount(model);
            var diagnosis =
                    new Diagnosis(Laboratory.network(counted), Laboratory.configuration(counted));
            var findings = diagnosis.find(wantedParams, wantedMacs);
            var result = new DiagnoseResult(counted.text(), params, macs, shown(findings));
            destination.write(result, output.format, output.layout(terminal, destination));
            if (findings.stream().noneMatch(Diagnosis.Finding::exact) && !output.quiet) {
                terminal.err().println("note: none gives exactly that; the nearest are shown");
            }
            return ExitCode.OK.code();
        }
    }

    private List<DiagnoseResult.Finding> shown(List<Diagnosis.Finding> findings) {
        List<DiagnoseResult.Finding> rows = new ArrayList<>();
        for (Diagnosis.Finding finding : findings) {
            if (!all && rows.size() >= SHOWN && !finding.exact()) break;
            var suspect = finding.suspect();
            rows.add(
                    new DiagnoseResult.Finding(
                            suspect.description(),
                            suspect.params(),
                            suspect.macs(),
                            finding.exact(),
                            finding.deviation()));
        }
        return rows;
    }
}

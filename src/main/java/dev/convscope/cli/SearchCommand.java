package dev.convscope.cli;

import dev.convscope.audit.Figure;
import dev.convscope.base.UserException;
import dev.convscope.model.Model;
import dev.convscope.result.SearchResult;
import dev.convscope.scaling.Budget;
import dev.convscope.scaling.BudgetSearch;
import dev.convscope.scaling.CandidateSearch;
import dev.convscope.scaling.CommandObjective;
import dev.convscope.scaling.CompoundScaling;
import dev.convscope.scaling.GridSearch;
import dev.convscope.scaling.Multipliers;
import dev.convscope.scaling.NasReward;
import dev.convscope.scaling.ScaledNetwork;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.Trial;
import dev.convscope.scaling.TrialLog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/// `convscope search MODEL`
@Command(
        name = "search",
        header = {
            "Searches α, β, γ on a grid, or the best (d, w, r) under limits.",
            "",
            "The objective is a command of yours that trains a candidate: it finds the",
            "model in $CONVSCOPE_MODEL, and the last line it prints is the accuracy.",
            "Results are kept in a file, and a search that is run again goes on where it",
            "stopped. Under limits, the best candidate is the most balanced one.",
            "",
            "Examples:",
            "  convscope search efficientnet-b0",
            "  convscope search efficientnet-b0 --step 0.1 --objective './train.sh'",
            "  convscope search resnet-50 --max-macs 8G --max-params 40M",
            "",
        })
final class SearchCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "MODEL", description = "As in 'convscope summary'.")
    String model;

    @Option(
            names = "--step",
            paramLabel = "S",
            description = "Distance of grid lines (default: ${DEFAULT-VALUE}).")
    double step = GridSearch.STANDARD.step();

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "How far α·β²·γ² may be from 2 (default: ${DEFAULT-VALUE}).")
    double tolerance = GridSearch.STANDARD.tolerance();

    @Option(
            names = "--phi",
            paramLabel = "PHI",
            description = "Scale candidates by this (default: ${DEFAULT-VALUE}).")
    double phi = 1;

    @Option(
            names = "--objective",
            paramLabel = "COMMAND",
            description = "Run this for every candidate; its last line is the accuracy.")
    Optional<String> objective = Optional.empty();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Where trials are kept (default: ${DEFAULT-VALUE}).")
    Path results = Path.of("search.tsv");

    @Option(
            names = "--max-macs",
            paramLabel = "COUNT",
            description = "Search (d, w, r) within so many MACs: 2G.")
    Optional<String> maxMacs = Optional.empty();

    @Option(names = "--max-params", paramLabel = "COUNT", description = "As many parameters: 12M.")
    Optional<String> maxParams = Optional.empty();

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            description = "As many bytes of weights and live activations: 100M.")
    Optional<String> maxMemory = Optional.empty();

    @Mixin ModelOptions models;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    SearchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var budget =
                new Budget(
                        limit(maxMacs, "--max-macs"),
                        limit(maxParams, "--max-params"),
                        limit(maxMemory, "--max-memory"));
        if (budget.limits() && objective.isPresent()) {
            throw UserException.about("an objective judges α, β and γ, not a budget")
                    .where("search")
                    .expected("--objective or limits")
                    .build();
        }
        try (var destination = Destination.open(terminal, output.file)) {
            Model typed = models.toCount(model);
            ScalingBase base = Laboratory.base(typed);
            var result = budget.limits() ? within(typed, base, budget) : grid(typed, base);
            destination.write(result, output.format, output.layout(terminal, destination));
            boolean failed = result.candidates().stream().anyMatch(c -> !c.failure().isEmpty());
            return (failed ? ExitCode.MISSING : ExitCode.OK).code();
        }
    }

    private static long limit(Optional<String> text, String option) {
        return text.map(number -> (long) Figure.parse(number, option).value())
                .orElse(Long.MAX_VALUE);
    }

    private SearchResult within(Model typed, ScalingBase base, Budget budget) {
        var found = BudgetSearch.STANDARD.search(base, budget, CompoundScaling.RELEASED);
        List<SearchResult.Candidate> rows = new ArrayList<>();
        for (ScaledNetwork network : found.frontier()) {
            if (rows.size() == SHOWN) break;
            var phi = CompoundScaling.RELEASED.implied(network.multipliers());
            rows.add(
                    row(
                            base,
                            network,
                            Optional.empty(),
                            OptionalDouble.of(phi.least()),
                            Optional.empty()));
        }
        return new SearchResult(
                typed.text(), "budget", rows, Optional.of(rows.getFirst().candidate()));
    }

    private SearchResult grid(Model typed, ScalingBase base) throws InterruptedException {
        var grid = GridSearch.STANDARD.withStep(step).withTolerance(tolerance);
        List<CompoundScaling> candidates = grid.candidates();
        if (candidates.isEmpty()) {
            throw UserException.about("no candidate keeps to the tolerance")
                    .where("--tolerance")
                    .found(tolerance)
                    .remedy("use a smaller step or a larger tolerance")
                    .build();
        }
        var search = new CandidateSearch(base, phi);
        List<SearchResult.Candidate> rows = new ArrayList<>();
        if (objective.isEmpty()) {
            for (CompoundScaling c : candidates) {
                rows.add(
                        row(
                                base,
                                search.scaled(c),
                                Optional.of(c),
                                OptionalDouble.empty(),
                                Optional.empty()));
            }
            return new SearchResult(typed.text(), "grid", rows, Optional.empty());
        }
        Optional<Trial> best = judge(base, search, candidates, rows);
        return new SearchResult(typed.text(), "grid", rows, best.map(Trial::model));
    }

    private Optional<Trial> judge(
            ScalingBase base,
            CandidateSearch search,
            List<CompoundScaling> candidates,
            List<SearchResult.Candidate> rows)
            throws InterruptedException {
        long start = System.nanoTime();
        try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
            return search.run(
                    candidates,
                    new CommandObjective(objective.get()),
                    TrialLog.open(results),
                    trial -> {
                        rows.add(
                                row(
                                        base,
                                        search.scaled(trial.candidate()),
                                        Optional.of(trial.candidate()),
                                        OptionalDouble.empty(),
                                        Optional.of(trial)));
                        double done = (double) rows.size() / candidates.size();
                        long spent = System.nanoTime() - start;
                        progress.at(
                                rows.size() + " of " + candidates.size() + " candidates",
                                done,
                                Duration.ofNanos((long) (spent / done * (1 - done))));
                    });
        }
    }

    private static SearchResult.Candidate row(
            ScalingBase base,
            ScaledNetwork network,
            Optional<CompoundScaling> c,
            OptionalDouble leastPhi,
            Optional<Trial> trial) {
        Multipliers m = network.multipliers();
        OptionalDouble accuracy = trial.map(Trial::accuracy).orElse(OptionalDouble.empty());
        return new SearchResult.Candidate(
                CandidateSearch.model(base, network),
                number(c.map(CompoundScaling::alpha)),
                number(c.map(CompoundScaling::beta)),
                number(c.map(CompoundScaling::gamma)),
                number(c.map(CompoundScaling::product)),
                m.depth(),
                m.width(),
                m.resolution(),
                network.pixels(),
                network.params(),
                network.macs(),
                network.ratio(),
                network.memoryBytes(),
                leastPhi,
                accuracy,
                accuracy.isPresent()
                        ? OptionalDouble.of(
                                NasReward.EFFICIENTNET.of(accuracy.getAsDouble(), network.macs()))
                        : OptionalDouble.empty(),
                trial.map(Trial::failure).orElse(""));
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}

package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.LatencyRequest;
import dev.convscope.bench.Preflight;
import dev.convscope.result.BaselineResult;
import dev.convscope.result.GateProfile;
import dev.convscope.result.GateResult;
import dev.convscope.result.YamlReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `convscope gate ACTION PROFILE`
@Command(
        name = "gate",
        header = {
            "Decides whether something became slower, larger or too large.",
            "",
            "'record' writes a baseline, 'check' compares with one: counts to the unit,",
            "times as advice. 'duel' measures two builds, or two networks, in turns on",
            "this machine and confirms what looks slower with fresh JVMs. 'calibrate'",
            "duels this build with itself: every alarm is a false one.",
            "",
            "Examples:",
            "  convscope gate record profiles/ci.yaml -o profiles/ci.baseline.json",
            "  convscope gate check profiles/ci.yaml --baseline profiles/ci.baseline.json",
            "  convscope gate duel profiles/ci.yaml --base ../before",
            "  convscope gate duel profiles/ci.yaml --base resnet-18 --head resnet-34",
            "  convscope gate calibrate profiles/calibration.yaml --log duels.jsonl --minutes 60",
            "",
        },
        synopsisHeading = "Usage:%n  ",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class GateCommand implements Callable<Integer> {
    private static final double DEFAULT_MINUTES = 60;

    enum Action {
        RECORD,
        CHECK,
        DUEL,
        CALIBRATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
    Action action;

    @Parameters(index = "1", paramLabel = "PROFILE", description = "A YAML file of settings.")
    Path profile;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "What 'check' compares with; what counts may become in a duel.")
    Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "BUILD|MODEL",
            description = "Before: the folder of a build, or a model instead of the profile's.")
    Optional<String> base = Optional.empty();

    @Option(
            names = "--head",
            paramLabel = "BUILD|MODEL",
            description = "Now (default: this build and the profile's models).")
    Optional<String> head = Optional.empty();

    @Option(
            names = "--strict",
            description = "A duel does not begin on a machine that is not quiet.")
    boolean strict;

    @Option(names = "--times", description = "Record and compare times, too, as advice.")
    boolean times;

    @Option(names = "--force", description = "'record' may replace a file.")
    boolean force;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Fresh JVMs per time (default: 5); a duel knows its own.")
    Optional<Integer> forks = Optional.empty();

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            description = "Write report.md, junit.xml, jmh-result.json and others there.")
    Optional<Path> reports = Optional.empty();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Append this run, and tell changes of level among earlier ones.")
    Optional<Path> history = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Where 'calibrate' appends each duel, to go on later.")
    Optional<Path> log = Optional.empty();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "'calibrate' starts no duel later (default: 60; 0 for none).")
    Optional<Double> minutes = Optional.empty();

    @Mixin SeedOption seed;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    GateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        refuseWhatIsNotUsed();
        try (var _ = Interruption.guard()) {
            var settings = YamlReader.profile(profile);
            var outputs = new GateOutputs(terminal, output, reports, history.map(History::new));
            var gate = new Gate(terminal, output, settings, seed.seed, outputs);
            ExitCode exit =
                    switch (action) {
                        case RECORD -> record(gate);
                        case CHECK -> check(gate);
                        case DUEL -> duel(settings, outputs);
                        case CALIBRATE -> calibrate(settings);
                    };
            return exit.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An option of another action would be ignored without a word.
    private void refuseWhatIsNotUsed() {
        refuse("--baseline", baseline.isPresent(), Action.CHECK, Action.DUEL);
        refuse("--base", base.isPresent(), Action.DUEL);
        refuse("--head", head.isPresent(), Action.DUEL);
        refuse("--strict", strict, Action.DUEL);
        refuse("--times", times, Action.RECORD, Action.CHECK);
        refuse("--forks", forks.isPresent(), Action.RECORD, Action.CHECK);
        refuse("--force", force, Action.RECORD);
        refuse("--reports", reports.isPresent(), Action.CHECK, Action.DUEL);
        refuse("--history", history.isPresent(), Action.CHECK, Action.DUEL);
        refuse("--log", log.isPresent(), Action.CALIBRATE);
        refuse("--minutes", minutes.isPresent(), Action.CALIBRATE);
    }

    private void refuse(String option, boolean given, Action... users) {
        if (!given || List.of(users).contains(action)) return;
        throw UserException.about("'gate " + action + "' does not use " + option)
                .expected(
                        "it with "
                                + Arrays.stream(users)
                                        .map(user -> "'gate " + user + "'")
                                        .collect(Collectors.joining(" or ")))
                .remedy("leave it out")
                .build();
    }

    private int forks() {
        return BatchOption.positive("--forks", forks.orElse(LatencyRequest.DEFAULT_FORKS));
    }

    private ExitCode record(Gate gate) throws IOException {
        if (!force && output.file.filter(Files::exists).isPresent()) {
            throw UserException.about("there is a baseline already")
                    .where(output.file.get().toString())
                    .remedy("say --force to replace it, and review the difference")
                    .build();
        }
        return gate.record(times, forks());
    }

    private ExitCode check(Gate gate) throws IOException {
        Path file =
                baseline.orElseThrow(
                        () ->
                                UserException.about("'gate check' needs something to compare with")
                                        .remedy("name a file with --baseline FILE")
                                        .build());
        return gate.check(file, times, forks());
    }

    private ExitCode duel(GateProfile settings, GateOutputs outputs) throws IOException {
        String before =
                base.orElseThrow(
                        () ->
                                UserException.about("'gate duel' needs two sides")
                                        .remedy("name a build or a model with --base")
                                        .build());
        var duel = new GateDuel(settings, seed.seed, meant());
        var request = duel.request(before, head);
        try (var destination = Destination.open(terminal, output.file)) {
            outputs.prepare();
            GateResult result;
            if (strict) {
                List<String> troubles = Preflight.troubles();
                if (!troubles.isEmpty()) {
                    return outputs.finish(destination, duel.refused(request, troubles));
                }
            }
            try (var progress = ProgressDisplay.on(terminal, output.quiet)) {
                result = duel.run(request, List.of(), progress, so -> keep(destination, so));
            }
            Thread.interrupted();
            return outputs.finish(destination, result);
        }
    }

    private Optional<BaselineResult> meant() throws IOException {
        return baseline.isPresent()
                ? Optional.of(BaselineResult.read(baseline.get()))
                : Optional.empty();
    }

    /// A file holds what was measured even if this process is killed.
    private void keep(Destination destination, GateResult soFar) {
        if (output.file.isEmpty() || Thread.currentThread().isInterrupted()) return;
        destination.write(soFar, output.format, output.layout(terminal, destination));
    }

    private ExitCode calibrate(GateProfile settings) throws IOException {
        Path duels =
                log.orElseThrow(
                        () ->
                                UserException.about("'gate calibrate' keeps every duel")
                                        .remedy("name a file with --log FILE")
                                        .build());
        try (var destination = Destination.open(terminal, output.file)) {
            return new Calibration(terminal, output, settings, seed.seed, duels)
                    .run(minutes.orElse(DEFAULT_MINUTES), destination);
        }
    }

    /// How the process ends on a verdict.
    static ExitCode exitCode(GateResult.Verdict verdict) {
        return switch (verdict) {
            case PASS, IMPROVED, NEW -> ExitCode.OK;
            case REGRESSED, OVER_BUDGET -> ExitCode.CHECK_FAILED;
            case INCONCLUSIVE, UNRELIABLE -> ExitCode.UNSURE;
            case MISSING, NOT_COMPARABLE -> ExitCode.MISSING;
        };
    }
}

package dev.convscope.cli;

import dev.convscope.base.UserException;
import dev.convscope.bench.LatencyRequest;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `convscope gate ACTION PROFILE`
@Command(
        name = "gate",
        header = {
            "Decides whether something became slower, larger or too large.",
            "",
            "'record' writes a baseline, 'check' compares with one: counts to the unit,",
            "times as advice. 'duel' measures two builds, or two networks, in turns on",
            "this machine and confirms what looks slower with fresh JVMs.",
            "",
            "Examples:",
            "  convscope gate record profiles/ci.yaml -o profiles/ci.baseline.json",
            "  convscope gate check profiles/ci.yaml --baseline profiles/ci.baseline.json",
            "  convscope gate duel profiles/ci.yaml --base ../before",
            "  convscope gate duel profiles/ci.yaml --base resnet-18 --head resnet-34",
            "",
        },
        synopsisHeading = "Usage:%n  ",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class GateCommand implements Callable<Integer> {
    enum Action {
        RECORD,
        CHECK,
        DUEL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
    Action action;

    @Parameters(index = "1", paramLabel = "PROFILE", description = "A YAML file of settings.")
    Path profile;

    @Option(names = "--baseline", paramLabel = "FILE", description = "What 'check' compares with.")
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

    @Option(names = "--times", description = "Record and compare times, too, as advice.")
    boolean times;

    @Option(names = "--force", description = "'record' may replace a file.")
    boolean force;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Fresh JVMs per time (default: ${DEFAULT-VALUE}); a duel knows its own.")
    int forks = LatencyRequest.DEFAULT_FORKS;

    @Mixin SeedOption seed;
    @Mixin HelpOption help;
    @Mixin OutputOptions output;

    private final Terminal terminal;

    GateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (var _ = Interruption.guard()) {
            var gate = new Gate(terminal, output, YamlReader.profile(profile), seed.seed);
            return switch (action) {
                case RECORD -> record(gate);
                case CHECK -> check(gate);
                case DUEL -> duel(gate);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int record(Gate gate) {
        if (!force && output.file.filter(Files::exists).isPresent()) {
            throw UserException.about("there is a baseline already")
                    .where(output.file.get().toString())
                    .remedy("say --force to replace it, and review the difference")
                    .build();
        }
        return gate.record(times, BatchOption.positive("--forks", forks)).code();
    }

    private int check(Gate gate) throws IOException {
        Path file =
                baseline.orElseThrow(
                        () ->
                                UserException.about("'gate check' needs something to compare with")
                                        .remedy("name a file with --baseline FILE")
                                        .build());
        return gate.check(file, times, BatchOption.positive("--forks", forks)).code();
    }

    private int duel(Gate gate) {
        String before =
                base.orElseThrow(
                        () ->
                                UserException.about("'gate duel' needs two sides")
                                        .remedy("name a build or a model with --base")
                                        .build());
        return gate.duel(before, head).code();
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

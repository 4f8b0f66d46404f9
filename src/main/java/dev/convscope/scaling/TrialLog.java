package dev.convscope.scaling;

import dev.convscope.base.UserException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The results file of a search: one line per trial, written as soon as it is known, so that an
/// interrupted search goes on where it stopped.
///
/// Tab-separated, with a header: alpha, beta, gamma, model, params, macs, accuracy, failure.
public final class TrialLog {
    private static final String HEADER =
            "alpha\tbeta\tgamma\tmodel\tparams\tmacs\taccuracy\tfailure";

    private final Path file;
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    private TrialLog(Path file) {
        this.file = file;
    }

    /// Opens the results file, or starts a new one.
    public static TrialLog open(Path file) {
        var log = new TrialLog(file);
        try {
            if (Files.exists(file)) {
                log.read(Files.readAllLines(file));
            } else {
                Files.writeString(file, HEADER + "\n", StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException unusable) {
            throw UserException.about("the results file cannot be used")
                    .where(file.toString())
                    .found(unusable.getClass().getSimpleName())
                    .expected("a file to read and append to, in a folder that is there")
                    .remedy("name another one with --results")
                    .cause(unusable)
                    .build();
        }
        return log;
    }

    /// The last trial of a model, if it gave an accuracy; failures are tried again.
    public java.util.Optional<Trial> succeeded(String model) {
        return java.util.Optional.ofNullable(trials.get(model)).filter(trial -> !trial.failed());
    }

    /// Writes a trial down.
    public void add(Trial trial) {
        trials.put(trial.model(), trial);
        try {
            Files.writeString(file, line(trial) + "\n", StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw UserException.about("the results file cannot be written")
                    .where(file.toString())
                    .found(unwritable.getMessage())
                    .cause(unwritable)
                    .build();
        }
    }

    private static String line(Trial trial) {
        CompoundScaling c = trial.candidate();
        String accuracy = trial.accuracy().isPresent() ? "" + trial.accuracy().getAsDouble() : "";
        String failure = trial.failure().replace('\t', ' ').replace('\n', ' ');
        return String.join(
                "\t",
                "" + c.alpha(),
                "" + c.beta(),
                "" + c.gamma(),
                trial.model(),
                "" + trial.params(),
                "" + trial.macs(),
                accuracy,
                failure);
    }

    private void read(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).equals(HEADER)) continue;
            try {
                Trial trial = parse(lines.get(i).split("\t", -1));
                trials.put(trial.model(), trial);
            } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
                throw UserException.about("this is not a line of a results file")
                        .where(file + ", line " + (i + 1))
                        .found("'" + lines.get(i) + "'")
                        .expected(HEADER.replace("\t", ", "))
                        .remedy("mend or delete the line, or name another file")
                        .cause(malformed)
                        .build();
            }
        }
    }

    private static Trial parse(String[] cells) {
        var candidate =
                new CompoundScaling(
                        Double.parseDouble(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2]));
        return new Trial(
                candidate,
                cells[3],
                Long.parseLong(cells[4]),
                Long.parseLong(cells[5]),
                cells[6].isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(cells[6])),
                cells[7]);
    }
}

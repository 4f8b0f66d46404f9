package dev.convscope.cli;

import dev.convscope.analysis.Tally;
import dev.convscope.base.UserException;
import dev.convscope.model.Model;

import picocli.CommandLine.Option;

import java.util.List;

/// Whether networks that take minutes to check and gigabytes to hold are run, too.
final class GiantsOption {
    private static final long GIANT_MACS = 100_000_000_000L;

    @Option(
            names = "--giants",
            description = "Run networks of over 100 GMACs, too; otherwise they are only counted.")
    boolean giants;

    /// The models that are to be run.
    ///
    /// @throws UserException if none is left
    List<Model> running(List<Model> asked) {
        List<Model> running = asked.stream().filter(this::runs).toList();
        if (!running.isEmpty()) return running;
        throw UserException.about("a network of over 100 GMACs is only counted")
                .where("model '" + asked.getFirst().text() + "'")
                .found(gigaMacs(asked.getFirst()) + " GMACs")
                .remedy("run it with --giants, which takes minutes, or use 'convscope summary'")
                .build();
    }

    /// A sentence on each model that is not.
    List<String> remarks(List<Model> asked) {
        return asked.stream()
                .filter(model -> !runs(model))
                .map(
                        model ->
                                model.text()
                                        + " has "
                                        + gigaMacs(model)
                                        + " GMACs and is only counted; --giants runs it, too")
                .toList();
    }

    private boolean runs(Model model) {
        return giants || macs(model) <= GIANT_MACS;
    }

    private static long gigaMacs(Model model) {
        return Math.round(macs(model) / 1e9);
    }

    private static long macs(Model model) {
        return Tally.of(model.graph()).macs();
    }
}

package dev.convscope.gate;

import dev.convscope.result.GateResult.Fork;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Names the forks of a duel that one should distrust.
final class ForkNotes {
    private static final double MUCH_STEAL = 0.05;

    private ForkNotes() {}

    /// One sentence a benchmark and kind of trouble.
    static List<String> of(List<Fork> forks) {
        Map<String, List<Fork>> byModel =
                forks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Fork::model, LinkedHashMap::new, Collectors.toList()));
        List<String> notes = new ArrayList<>();
        byModel.forEach(
                (model, own) -> {
                    note(
                            notes,
                            model + ": memory was allocated while timed in ",
                            own,
                            fork -> fork.allocatedBytesPerInference() > 0,
                            fork ->
                                    " ("
                                            + Math.round(fork.allocatedBytesPerInference())
                                            + " bytes an inference)");
                    note(
                            notes,
                            model + ": the JIT had not fallen quiet in ",
                            own,
                            fork -> !fork.warmupQuiet(),
                            _ -> "");
                    note(
                            notes,
                            model + ": the hypervisor gave time to others in ",
                            own,
                            fork -> fork.stealShare() > MUCH_STEAL,
                            fork -> " (" + Percent.of(fork.stealShare()) + ")");
                });
        return List.copyOf(notes);
    }

    private static void note(
            List<String> notes,
            String what,
            List<Fork> forks,
            Predicate<Fork> troubled,
            Function<Fork, String> howMuch) {
        var named =
                forks.stream()
                        .filter(troubled)
                        .map(fork -> name(fork) + howMuch.apply(fork))
                        .toList();
        if (!named.isEmpty()) notes.add(what + String.join(", ", named));
    }

    /// `head of pair 3`, `base of confirming pair 12`
    private static String name(Fork fork) {
        return (fork.head() ? "head" : "base")
                + (fork.stage() == 1 ? " of pair " : " of confirming pair ")
                + (fork.pair() + 1);
    }
}

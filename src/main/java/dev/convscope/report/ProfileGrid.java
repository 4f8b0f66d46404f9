package dev.convscope.report;

import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// For machines one row a step; for people kinds, then the layers that take longest.
final class ProfileGrid {
    private static final List<Column> STEPS =
            List.of(
                    Column.numbers("step", "step", 3),
                    Column.words("kernel", "kernel", 2),
                    Column.words("layers", "layers", 0),
                    Column.numbers("nanos", "ms", 0),
                    Column.numbers("macs", "MACs", 1),
                    Column.numbers("bytes", "bytes", 5),
                    Column.numbers("gflopPerSecond", "GFLOP/s", 1),
                    Column.numbers("shareOfRoof", "of roof", 1),
                    Column.words("bound", "bound", 4));

    private ProfileGrid() {}

    /// Every step, the rest that belongs to no step, and their sum.
    static Grid ofSteps(ProfileResult result) {
        var rows = new ArrayList<Grid.Row>();
        for (var step : result.steps()) rows.add(row(step));
        rows.add(sum("unattributed", result.unattributedNanos()));
        return new Grid(List.of(), STEPS, rows, List.of());
    }

    private static Grid.Row row(ProfileResult.Step step) {
        return Grid.Row.of(
                Cell.exact(step.step()),
                Cell.text(step.kernel()),
                Cell.text(String.join(" ", step.layers())),
                Cell.millis(step.nanos()),
                Cell.count(step.macs()),
                Cell.bytes(step.bytes()),
                Cell.significant(step.gflopPerSecond()),
                Cell.share(OptionalDouble.of(step.shareOfRoof())),
                Cell.text(step.bound().toString()));
    }

    private static Grid.Row sum(String name, long nanos) {
        var blank = Cell.text("");
        return Grid.Row.of(
                blank,
                blank,
                Cell.text(name),
                Cell.millis(nanos),
                blank,
                blank,
                blank,
                blank,
                blank);
    }

    /// @param top how many layers
    static Grid forPeople(ProfileResult result, int top) {
        var kinds = new ArrayList<Grid.Row>();
        for (var kind : result.kinds()) kinds.add(row(kind));
        kinds.add(rest(result));
        kinds.add(total(result));
        return new Grid(above(result), columns("kind"), kinds, below(result))
                .followedBy(List.of(layers(result, top)));
    }

    private static Grid layers(ProfileResult result, int top) {
        var slowest =
                result.layers().stream()
                        .sorted(Comparator.comparingLong(Group::nanos).reversed())
                        .limit(top)
                        .map(ProfileGrid::row)
                        .toList();
        int all = result.layers().size();
        String title =
                slowest.size() == all
                        ? "all " + all + " layers, the slowest first"
                        : "the " + slowest.size() + " slowest of " + all + " layers";
        return new Grid(List.of(title), columns("layer"), slowest, List.of());
    }

    private static List<Column> columns(String name) {
        return List.of(
                Column.words("name", name, 0),
                Column.words("kernels", "kernel", 6),
                Column.numbers("nanos", "ms", 0),
                Column.numbers("share", "share", 0),
                Column.numbers("macs", "MACs", 1),
                Column.numbers("bytes", "bytes", 4),
                Column.numbers("flopPerByte", "FLOP/byte", 5),
                Column.numbers("gflopPerSecond", "GFLOP/s", 2),
                Column.numbers("shareOfRoof", "of roof", 0),
                Column.words("bound", "bound", 1));
    }

    private static Grid.Row row(Group group) {
        return Grid.Row.of(
                Cell.text(group.name()),
                Cell.text(kernels(group)),
                Cell.millis(group.nanos()),
                Cell.share(OptionalDouble.of(group.share())),
                Cell.count(group.macs()),
                Cell.bytes(group.bytes()),
                Cell.significant(group.flopPerByte()),
                Cell.significant(group.gflopPerSecond()),
                Cell.share(OptionalDouble.of(group.shareOfRoof())),
                Cell.text(group.bound().toString()));
    }

    /// The one that takes longest, and how many others there are.
    private static String kernels(Group group) {
        int count = group.kernels().size();
        String first = group.kernels().getFirst();
        return count == 1 ? first : first + " +" + (count - 1);
    }

    private static Grid.Row rest(ProfileResult result) {
        double share = (double) result.unattributedNanos() / result.totalNanos();
        return sum(Grid.Tone.PLAIN, "unattributed", result.unattributedNanos(), share);
    }

    private static Grid.Row total(ProfileResult result) {
        return sum(Grid.Tone.TOTAL, "total", result.totalNanos(), 1);
    }

    private static Grid.Row sum(Grid.Tone tone, String name, long nanos, double share) {
        var blank = Cell.text("");
        return new Grid.Row(
                tone,
                List.of(
                        Cell.text(name),
                        blank,
                        Cell.millis(nanos),
                        Cell.share(OptionalDouble.of(share)),
                        blank,
                        blank,
                        blank,
                        blank,
                        blank,
                        blank));
    }

    private static List<String> above(ProfileResult result) {
        return List.of(
                result.model()
                        + "  "
                        + (result.threads() == 1 ? "1 thread" : result.threads() + " threads")
                        + (result.exact() ? "  exact" : ""),
                MachineLine.of(result.environment())
                        + ", "
                        + Figures.significant(result.peak().gigabytesPerSecond())
                        + " GB/s");
    }

    private static List<String> below(ProfileResult result) {
        var lines = new ArrayList<String>();
        lines.add(
                "the clock between steps adds "
                        + Figures.percent(result.overhead())
                        + " to the "
                        + Figures.significant(result.unprofiledNanos() / 1e6)
                        + " ms of an unprofiled inference");
        if (result.forkNanos().size() > 1) {
            lines.add(
                    "the median of "
                            + result.forkNanos().size()
                            + " forks, which took "
                            + result.forkNanos().stream()
                                    .map(nanos -> Figures.significant(nanos / 1e6))
                                    .collect(Collectors.joining(", "))
                            + " ms");
        }
        lines.add(
                "the roof is the peak, or the bandwidth of memory times FLOP/byte; above 100 %:"
                        + " fewer multiplications by Winograd, or data that stayed in a cache");
        return lines;
    }
}

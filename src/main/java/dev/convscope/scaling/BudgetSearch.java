package dev.convscope.scaling;

import dev.convscope.base.UserException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Equation 2 of the EfficientNet paper as far as arithmetic goes: all (d, w, r) that keep to a
/// budget and cannot grow in any dimension without leaving another behind.
///
/// The paper maximises accuracy, which only training tells. The best point here is the most
/// balanced one, after the paper's second observation: the one whose least scaled dimension is
/// scaled most, measured by φ on the compound equation.
///
/// @param linesPerUnit grid lines of each multiplier from 1 to 2
/// @param mostDepth largest d tried
/// @param mostWidth largest w tried
/// @param mostResolution largest r tried
public record BudgetSearch(
        int linesPerUnit, double mostDepth, double mostWidth, double mostResolution) {
    /// Tenths, over the ranges of the paper's Figure 3.
    public static final BudgetSearch STANDARD = new BudgetSearch(10, 8, 5, 2.5);

    /// What fits.
    ///
    /// @param best the most balanced point of the frontier
    /// @param frontier points that no other point exceeds or equals in all three dimensions, the
    ///     most balanced first
    public record Found(ScaledNetwork best, List<ScaledNetwork> frontier) {
        public Found {
            frontier = List.copyOf(frontier);
        }
    }

    /// Searches around one network, balance judged by `compound`.
    public Found search(ScalingBase base, Budget budget, CompoundScaling compound) {
        List<ScaledNetwork> widest = new ArrayList<>();
        for (double depth : lines(mostDepth)) {
            List<ScaledNetwork> row = row(base, budget, depth);
            if (row.isEmpty()) break;
            widest.addAll(row);
        }
        if (widest.isEmpty()) throw nothingFits(base, budget);
        List<ScaledNetwork> frontier = new ArrayList<>(frontier(widest));
        frontier.sort(balance(compound).reversed());
        return new Found(frontier.getFirst(), frontier);
    }

    /// The widest network at each resolution; empty when even r = 1 does not fit.
    private List<ScaledNetwork> row(ScalingBase base, Budget budget, double depth) {
        var widths = new WidthSearch(linesPerUnit, mostWidth);
        List<ScaledNetwork> row = new ArrayList<>();
        for (double resolution : lines(mostResolution)) {
            int pixels = (int) Math.floor(resolution * base.pixels() + 0.5);
            Optional<ScaledNetwork> widest = widths.widest(base, depth, pixels, budget::allows);
            if (widest.isEmpty() || widest.get().multipliers().width() < 1) break;
            row.add(widest.get());
        }
        return row;
    }

    private List<Double> lines(double most) {
        List<Double> lines = new ArrayList<>();
        int count = (int) Math.floor((most - 1) * linesPerUnit + 1e-9);
        for (int i = 0; i <= count; i++) lines.add((double) (linesPerUnit + i) / linesPerUnit);
        return lines;
    }

    private static List<ScaledNetwork> frontier(List<ScaledNetwork> points) {
        return points.stream()
                .filter(p -> points.stream().noneMatch(other -> exceeds(other, p)))
                .toList();
    }

    private static boolean exceeds(ScaledNetwork other, ScaledNetwork point) {
        Multipliers a = other.multipliers();
        Multipliers b = point.multipliers();
        return !a.equals(b)
                && a.depth() >= b.depth()
                && a.width() >= b.width()
                && a.resolution() >= b.resolution();
    }

    private static Comparator<ScaledNetwork> balance(CompoundScaling compound) {
        return Comparator.<ScaledNetwork>comparingDouble(
                        network -> compound.implied(network.multipliers()).least())
                .thenComparingLong(ScaledNetwork::macs);
    }

    private static UserException nothingFits(ScalingBase base, Budget budget) {
        ScaledNetwork smallest = base.scale(Multipliers.ONE);
        return UserException.about("not even the unscaled network keeps to the limits")
                .where(base.network().name())
                .found(
                        smallest.macs()
                                + " MACs, "
                                + smallest.params()
                                + " parameters, "
                                + smallest.memoryBytes()
                                + " bytes")
                .expected(limits(budget))
                .remedy("raise the limits, or start from a smaller network")
                .build();
    }

    private static String limits(Budget budget) {
        List<String> limits = new ArrayList<>();
        if (budget.macs() < Long.MAX_VALUE) limits.add(budget.macs() + " MACs");
        if (budget.params() < Long.MAX_VALUE) limits.add(budget.params() + " parameters");
        if (budget.memoryBytes() < Long.MAX_VALUE) limits.add(budget.memoryBytes() + " bytes");
        return "at most " + String.join(", ", limits);
    }
}

package dev.convscope.scaling;

import java.util.Optional;
import java.util.function.Predicate;

/// The widest network that keeps to a limit, at a given depth and input size.
///
/// Widths lie on a grid of k ÷ `linesPerUnit`, computed and never accumulated: adding 0.05 over and
/// over lands just below rounding boundaries and gives other networks.
///
/// @param linesPerUnit grid lines from one whole width to the next
/// @param most largest width tried
public record WidthSearch(int linesPerUnit, double most) {
    /// Figure 4 of the EfficientNet paper: w = k ÷ 20.
    public static final WidthSearch FIGURE_4 = new WidthSearch(20, 16);

    public WidthSearch {
        if (linesPerUnit < 1 || !(most >= 1)) {
            throw new IllegalArgumentException("a width grid needs lines from 1 upwards");
        }
    }

    /// The widest network whose MACs are at most `macs`: one point of an iso-FLOPs line.
    public Optional<ScaledNetwork> widest(ScalingBase base, double depth, int pixels, long macs) {
        return widest(base, depth, pixels, network -> network.macs() <= macs);
    }

    /// The widest network that is allowed; empty if not even width 1 ÷ `linesPerUnit` is.
    ///
    /// Cost grows with width, so the last allowed line is found by halving.
    public Optional<ScaledNetwork> widest(
            ScalingBase base, double depth, int pixels, Predicate<ScaledNetwork> allowed) {
        int low = 0;
        int high = (int) Math.floor(most * linesPerUnit + 1e-9);
        Optional<ScaledNetwork> best = Optional.empty();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            var network = base.scaleTo(depth, (double) middle / linesPerUnit, pixels);
            if (allowed.test(network)) {
                low = middle;
                best = Optional.of(network);
            } else {
                high = middle - 1;
            }
        }
        return best;
    }
}

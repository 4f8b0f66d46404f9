package dev.convscope.zoo;

import java.util.List;

/// What an inverted-bottleneck network is made of, before any scaling: the paper's table and the
/// released coefficients.
///
/// @param rows one per stage
/// @param width own width coefficient
/// @param depth own depth coefficient
/// @param stem channels of the first convolution, before scaling
/// @param head channels of the last convolution, before scaling
/// @param scaledEnds whether stem, head and outer stages scale like everything else
/// @param nineTenths whether a width that rounding would cut by over a tenth goes up instead
public record BlockTable(
        List<BlockRow> rows,
        double width,
        double depth,
        int stem,
        int head,
        boolean scaledEnds,
        boolean nineTenths) {
    public BlockTable {
        rows = List.copyOf(rows);
    }
}

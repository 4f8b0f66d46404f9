package dev.convscope.analysis;

/// Sums over rows of a cost table.
///
/// @param params trainable numbers
/// @param bnStatistics moving means and variances
/// @param macs multiply-accumulates
/// @param macsByKind the same, by kind; adds up to `macs`
/// @param flops operations under the table's convention
/// @param activationElements outputs of convolutions and fully connected layers, SE's included
public record CostTotals(
        long params,
        long bnStatistics,
        long macs,
        MacsByKind macsByKind,
        long flops,
        long activationElements) {

    /// Multiply-accumulates by kind.
    public record MacsByKind(long dense, long pointwise, long depthwise, long se, long fc) {
        public long total() {
            return dense + pointwise + depthwise + se + fc;
        }

        /// The share of one kind; 0 for {@link Kind#OTHER}.
        public long of(Kind kind) {
            return switch (kind) {
                case DENSE -> dense;
                case POINTWISE -> pointwise;
                case DEPTHWISE -> depthwise;
                case SE -> se;
                case FC -> fc;
                case OTHER -> 0;
            };
        }
    }

    public CostTotals {
        if (macsByKind.total() != macs) {
            throw new IllegalArgumentException(
                    "kinds sum to " + macsByKind.total() + " MACs, not " + macs);
        }
    }

    static CostTotals of(Iterable<LayerCost> rows) {
        long params = 0;
        long bnStatistics = 0;
        long flops = 0;
        long activationElements = 0;
        long[] macs = new long[Kind.values().length];
        for (LayerCost row : rows) {
            params = Math.addExact(params, row.params());
            bnStatistics = Math.addExact(bnStatistics, row.bnStatistics());
            flops = Math.addExact(flops, row.flops());
            activationElements = Math.addExact(activationElements, row.activationElements());
            int kind = row.kind().ordinal();
            macs[kind] = Math.addExact(macs[kind], row.macs());
        }
        var byKind =
                new MacsByKind(
                        macs[Kind.DENSE.ordinal()],
                        macs[Kind.POINTWISE.ordinal()],
                        macs[Kind.DEPTHWISE.ordinal()],
                        macs[Kind.SE.ordinal()],
                        macs[Kind.FC.ordinal()]);
        return new CostTotals(
                params, bnStatistics, byKind.total(), byKind, flops, activationElements);
    }

    /// Bytes of all tensors in fp32, moving statistics included.
    public long weightBytes() {
        return 4 * (params + bnStatistics);
    }
}

package dev.convscope.result;

import java.util.List;

/// Building blocks side by side.
public record BlocksResult(List<Comparison> comparisons) implements Result {
    public BlocksResult {
        comparisons = List.copyOf(comparisons);
    }

    /// Blocks that do the same job.
    ///
    /// @param title what is compared
    /// @param rule the arithmetic behind it
    /// @param rows the first is what the others are measured against
    public record Comparison(String title, String rule, List<Row> rows) {
        public Comparison {
            rows = List.copyOf(rows);
        }
    }

    /// One block.
    ///
    /// @param block what it is
    /// @param params weights, no biases
    /// @param macs multiply-accumulates on the whole map
    /// @param rectifiers non-linearities
    /// @param receptiveField side of what one output sees
    /// @param outputChannels channels it writes
    /// @param paramsRatio over the first block's
    /// @param macsRatio over the first block's
    public record Row(
            String block,
            long params,
            long macs,
            int rectifiers,
            int receptiveField,
            int outputChannels,
            double paramsRatio,
            double macsRatio) {}
}

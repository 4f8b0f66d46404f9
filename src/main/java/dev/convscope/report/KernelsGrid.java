package dev.convscope.report;

import dev.convscope.result.KernelsResult;

import java.util.List;

/// One row a layer.
final class KernelsGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("layer", "layer", 0),
                    Column.words("shape", "shape", 2),
                    Column.words("kernels", "kernels", 4),
                    Column.numbers("nanos", "ms", 1),
                    Column.numbers("macs", "MACs", 3),
                    Column.numbers("bytes", "bytes", 3),
                    Column.numbers("gflopPerSecond", "GFLOP/s", 1),
                    Column.numbers("shareOfPeak", "of peak", 0),
                    Column.numbers("cyclesPerVector", "cycles per vector", 0));

    private KernelsGrid() {}

    static Grid of(KernelsResult result) {
        return new Grid(
                List.of(
                        MachineLine.of(result.environment()),
                        "clock "
                                + Figures.significant(result.gigahertz())
                                + " GHz while computing"),
                COLUMNS,
                result.layers().stream().map(KernelsGrid::row).toList(),
                List.of(
                        "Each layer alone, by one thread, the fastest of ten iterations; bytes are"
                                + " those of input, output and weights.",
                        "Activations are of 16 KiB in the first-level cache, as after a convolution.",
                        "GFLOP/s count direct MACs twice: Winograd's transforms exceed the peak."));
    }

    private static Grid.Row row(KernelsResult.Layer layer) {
        return Grid.Row.of(
                Cell.text(layer.layer()),
                Cell.text(layer.shape()),
                Cell.text(layer.kernels()),
                Cell.millis(layer.nanos()),
                Cell.count(layer.macs()),
                Cell.bytes(layer.bytes()),
                Cell.significant(layer.gflopPerSecond()),
                Cell.share(layer.shareOfPeak()),
                Cell.significant(layer.cyclesPerVector()));
    }
}

package dev.convscope.onnx;

import static dev.convscope.onnx.GraphBody.integer;
import static dev.convscope.onnx.GraphBody.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;

import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding.Edges;

import java.util.List;

/// Pooling as ONNX nodes.
///
/// Ceil mode is written as padding, which every engine reads alike: the last window ends where the
/// padding does.
final class PoolExport {
    private final GraphBody body;

    PoolExport(GraphBody body) {
        this.body = body;
    }

    void pool(Op.Pool pool, Node node, String input, String output) {
        var window = pool.window();
        var rows = window.rowPadding(node.inputShape().height());
        var columns = window.columnPadding(node.inputShape().width());
        int rowReach = (node.shape().height() - 1) * window.strideHeight() + window.reachHeight();
        int columnReach = (node.shape().width() - 1) * window.strideWidth() + window.reachWidth();
        Edges allRows = reaching(rows, node.inputShape().height(), rowReach);
        Edges allColumns = reaching(columns, node.inputShape().width(), columnReach);
        boolean beyond = !allRows.equals(rows) || !allColumns.equals(columns);
        switch (pool.kind()) {
            case MAX ->
                    body.node("MaxPool", List.of(input), output, window(pool, allRows, allColumns));
            case AVERAGE -> {
                if (pool.countPadding() && beyond) {
                    // Padding counts, what ceil mode adds beyond it does not.
                    String padded = output + ".padded";
                    pad(input, padded, rows, columns);
                    var endRows = new Edges(0, allRows.after() - rows.after());
                    var endColumns = new Edges(0, allColumns.after() - columns.after());
                    average(pool, padded, output, endRows, endColumns, false);
                } else {
                    average(pool, input, output, allRows, allColumns, pool.countPadding());
                }
            }
        }
    }

    /// Enough padding after for windows that reach so far.
    private static Edges reaching(Edges padding, int size, int reach) {
        return new Edges(
                padding.before(), Math.max(padding.after(), reach - size - padding.before()));
    }

    private void average(
            Op.Pool pool, String input, String output, Edges rows, Edges columns, boolean count) {
        var window = window(pool, rows, columns);
        var attributes = java.util.Arrays.copyOf(window, window.length + 1);
        attributes[window.length] = integer("count_include_pad", count ? 1 : 0);
        body.node("AveragePool", List.of(input), output, attributes);
    }

    private static AttributeProto[] window(Op.Pool pool, Edges rows, Edges columns) {
        var window = pool.window();
        var kernel = integers("kernel_shape", window.kernelHeight(), window.kernelWidth());
        var pads = integers("pads", rows.before(), columns.before(), rows.after(), columns.after());
        var strides = integers("strides", window.strideHeight(), window.strideWidth());
        if (window.dilation() == 1) return new AttributeProto[] {kernel, pads, strides};
        var dilations = integers("dilations", window.dilation(), window.dilation());
        return new AttributeProto[] {kernel, pads, strides, dilations};
    }

    private void pad(String input, String output, Edges rows, Edges columns) {
        String pads =
                body.integers(
                        0, 0, rows.before(), columns.before(), 0, 0, rows.after(), columns.after());
        body.node("Pad", List.of(input, pads), output);
    }

    /// A global average, an average pool where the bins divide the map, else a product with the
    /// averaging matrix from each side.
    void adaptiveAverage(int height, int width, Node node, String input, String output) {
        var in = node.inputShape();
        if (height == 1 && width == 1) {
            body.node("GlobalAveragePool", List.of(input), output);
        } else if (in.height() % height == 0 && in.width() % width == 0) {
            long rows = in.height() / height;
            long columns = in.width() / width;
            body.node(
                    "AveragePool",
                    List.of(input),
                    output,
                    integers("kernel_shape", rows, columns),
                    integers("strides", rows, columns));
        } else {
            String rows = output + ".rows";
            String byRow =
                    body.matrix(rows + ".mean", height, in.height(), bins(in.height(), height));
            body.node("MatMul", List.of(byRow, input), rows);
            float[] columns = transposed(bins(in.width(), width), width, in.width());
            String byColumn = body.matrix(output + ".columns.mean", in.width(), width, columns);
            body.node("MatMul", List.of(rows, byColumn), output);
        }
    }

    /// Row i holds what each of `size` numbers contributes to the mean of bin i.
    private static float[] bins(int size, int bins) {
        var matrix = new float[bins * size];
        for (int bin = 0; bin < bins; bin++) {
            int first = bin * size / bins;
            int end = Math.ceilDiv((bin + 1) * size, bins);
            for (int i = first; i < end; i++) matrix[bin * size + i] = 1f / (end - first);
        }
        return matrix;
    }

    private static float[] transposed(float[] matrix, int rows, int columns) {
        var transposed = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % columns * rows + i / columns] = matrix[i];
        }
        return transposed;
    }
}

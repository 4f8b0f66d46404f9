package dev.convscope.kernels;

/// Where the weights of a panel lie: `[stream][bias, then read][lanes]`, where the streams ({@link
/// TileSet#streams}) share the panel's lanes in order.
///
/// {@link TileSet#PAIRED} vectors hold eight outputs, each in two lanes side by side: for the even
/// and for the odd reads. The first of two vectors has the even outputs of a block, the second the
/// odd ones, so that adding up their lanes leaves the outputs in order; a last one by itself has
/// eight in a row.
///
/// @param lanes of the machine's vectors
/// @param depth reads of a panel
public record PanelWeights(TileSet tiles, int vectors, int lanes, int depth) {
    public PanelWeights {
        if (tiles == TileSet.PAIRED && depth % 2 != 0) {
            throw new IllegalArgumentException(depth + " reads are not pairs");
        }
    }

    /// Outputs of the panel.
    public int outputs() {
        return vectors * tiles.lanes(lanes);
    }

    /// Floats that they take.
    public int length() {
        return (biases() + depth) * outputs();
    }

    /// Floats side by side that the bias of an output is the sum of.
    public int biases() {
        return tiles == TileSet.PAIRED ? 2 : 1;
    }

    /// Where the bias of an output lies, or the first part of it.
    public int bias(int output) {
        if (tiles == TileSet.PAIRED) return pair(output);
        int perStream = perStream();
        return output / perStream * (depth + 1) * perStream + output % perStream;
    }

    /// Where the weight of an output for a read lies.
    public int weight(int output, int read) {
        if (tiles != TileSet.PAIRED) return bias(output) + (read + 1) * perStream();
        return pair(output) + (read / 2 + 1) * vectors * lanes + read % 2;
    }

    private int perStream() {
        return outputs() / tiles.streams(vectors);
    }

    /// The even lane of an output, in the vectors of a pair of reads.
    private int pair(int output) {
        int first = output / lanes * 2;
        int within = output % lanes;
        return first + 1 < vectors
                ? (first + within % 2) * lanes + within / 2 * 2
                : first * lanes + 2 * within;
    }
}

package dev.convscope.kernels;

/// The family of register tiles that a convolution is cut into.
public enum TileSet {
    /// Up to 28 accumulators, for 32 vector registers.
    WIDE,
    /// As many accumulators, each of half a block of outputs by two inputs side by side: where a
    /// vector is a block wide, and the output channels fill one block or end with half of one.
    PAIRED,
    /// As wide, one or two vectors at a time, the weights of each in a stream of its own: for few
    /// pixels, whose weights come from memory about as fast as they are multiplied.
    STREAMED,
    /// Six pixels by two vectors at most, with a compiler fence after each pixel, for 16 registers.
    FENCED,
    /// One pixel by many vectors: fully connected layers and 1×1 maps.
    SINGLE_PIXEL;

    /// Whether its tiles can run on into the next row of an output with a border: those of layers
    /// whose pixels' inputs are neighbours. The generator of the tiles says the same.
    ///
    /// @param step floats between the inputs of neighbouring output pixels
    public boolean crossesRows(int step) {
        return this != SINGLE_PIXEL && this != STREAMED && step == Plane.BLOCK;
    }

    /// Whether one call can compute several tiles side by side. With a stride C2 makes tiles of
    /// four
    /// and five pixels 6 to 12 % slower when they are repeated.
    ///
    /// @param step floats between the inputs of neighbouring output pixels
    public boolean repeats(int step) {
        return this == FENCED && step != 2 * Plane.BLOCK;
    }

    /// Whether some of its tiles can ask for weights ahead of time, as {@link LineHeads} says.
    ///
    /// @param step floats between the inputs of neighbouring output pixels
    public boolean asksAhead(int step) {
        return this == WIDE && (step == Plane.BLOCK || step == 2 * Plane.BLOCK);
    }

    /// Whether a tile of such a set can: those that most panels begin with.
    public static boolean asksAhead(int pixels, int vectors) {
        return vectors == 2 ? pixels == 14 : vectors == 3 && pixels >= 8;
    }

    /// Outputs of a vector.
    ///
    /// @param lanes of the machine's vectors
    public int lanes(int lanes) {
        return this == PAIRED ? lanes / 2 : lanes;
    }

    /// Lanes that a tile writes. Where a block is two vectors and their number is odd, it leaves
    /// zeros in the rest of the last block.
    ///
    /// @param lanes of the machine's vectors
    public int written(int vectors, int lanes) {
        boolean odd = vectors % 2 == 1 && lanes(lanes) == Plane.BLOCK / 2;
        boolean fills = odd && (this == PAIRED || this == FENCED);
        return vectors * lanes(lanes) + (fills ? Plane.BLOCK / 2 : 0);
    }

    /// Pieces that the weights of a panel lie in, each a stream of its own.
    ///
    /// One pixel reads each weight once, from memory. There a page ends every 4 KiB, which stops
    /// the prefetcher; with four streams three go on meanwhile (17 to 23 against 29 to 32 GB/s).
    public int streams(int vectors) {
        return switch (this) {
            case SINGLE_PIXEL -> Math.min(4, vectors);
            case STREAMED -> vectors;
            case WIDE, PAIRED, FENCED -> 1;
        };
    }

    /// Neighbouring floats of the input that one turn of a tile's loop takes, or what follows the
    /// loop: so many reads in a row must lie side by side. The channels of an image are at least
    /// two, its last two reads neighbours.
    ///
    /// @param step floats between the inputs of neighbouring output pixels
    public int run(int step) {
        return this == PAIRED || this != SINGLE_PIXEL && step >= Plane.BLOCK ? 2 : 1;
    }

    /// The number by which kernels know a tile of `pixels` × `vectors`.
    public static int id(int pixels, int vectors) {
        return vectors * 32 + pixels;
    }

    public static int pixels(int id) {
        return id % 32;
    }

    public static int vectors(int id) {
        return id / 32;
    }
}

package dev.convscope.kernels;

/// Where a blocked activation lies in the arena: element (block, row, column, lane) is at
/// `offset + block · blockStride + row · rowStride + column · 16 + lane`.
public record Plane(int offset, int blocks, int height, int width, int blockStride, int rowStride) {
    /// Channels in a block.
    public static final int BLOCK = 16;

    public Plane {
        if (offset < 0 || blocks < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "no such plane: offset " + offset + ", " + blocks + "×" + height + "×" + width);
        }
        if (rowStride < width * BLOCK) {
            throw new IllegalArgumentException("rows of " + width + " overlap at " + rowStride);
        }
    }

    public int at(int block, int row, int column) {
        return offset + block * blockStride + row * rowStride + column * BLOCK;
    }

    /// Whether rows follow each other without a gap, so that a block is one line of pixels.
    public boolean contiguous() {
        return rowStride == width * BLOCK;
    }

    public int pixels() {
        return height * width;
    }

    /// One past the last float.
    public int end() {
        return at(blocks - 1, height - 1, width - 1) + BLOCK;
    }
}

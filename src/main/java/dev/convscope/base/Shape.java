package dev.convscope.base;

/// The shape of one image's activation: channels × height × width.
///
/// The batch dimension is not part of it: counts are per image, and a batch repeats them. A vector
/// of features is C×1×1.
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a shape needs at least one channel and one pixel, was "
                            + channels
                            + "×"
                            + height
                            + "×"
                            + width);
        }
    }

    /// A vector of features: C×1×1.
    public static Shape vector(int channels) {
        return new Shape(channels, 1, 1);
    }

    /// Pixels of one channel.
    public long pixels() {
        return (long) height * width;
    }

    /// Numbers held by one image.
    public long elements() {
        return channels * pixels();
    }

    /// Bytes of one image in fp32.
    public long bytes() {
        return 4 * elements();
    }

    public Shape withChannels(int channels) {
        return new Shape(channels, height, width);
    }

    @Override
    public String toString() {
        return channels + "×" + height + "×" + width;
    }
}

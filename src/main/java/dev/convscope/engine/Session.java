package dev.convscope.engine;

/// A graph made ready to run. One inference at a time; not thread-safe.
public interface Session extends AutoCloseable {
    /// Floats of one input image, channels × height × width.
    int inputLength();

    /// Floats of one output.
    int outputLength();

    /// Runs one image.
    ///
    /// @param input channels × height × width, row-major, {@link #inputLength()} floats; not
    /// changed
    /// @param output receives {@link #outputLength()} floats
    void run(float[] input, float[] output);

    @Override
    void close();
}

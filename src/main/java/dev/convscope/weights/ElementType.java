package dev.convscope.weights;

/// How a safetensors file stores one number.
enum ElementType {
    F32(4, true),
    F64(8, true),
    F16(2, true),
    BF16(2, true),
    F8_E4M3(1, false),
    F8_E5M2(1, false),
    I64(8, false),
    I32(4, false),
    I16(2, false),
    I8(1, false),
    U64(8, false),
    U32(4, false),
    U16(2, false),
    U8(1, false),
    BOOL(1, false);

    private final int bytes;
    private final boolean readable;

    ElementType(int bytes, boolean readable) {
        this.bytes = bytes;
        this.readable = readable;
    }

    int bytes() {
        return bytes;
    }

    /// Whether weights can be read from it; the others are counters and flags that a network at
    /// inference does not need.
    boolean isReadable() {
        return readable;
    }
}

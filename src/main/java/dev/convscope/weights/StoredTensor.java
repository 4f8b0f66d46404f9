package dev.convscope.weights;

import java.util.List;

/// One line of a safetensors header.
///
/// @param begin first byte, counted from the end of the header
/// @param end the byte after the last
record StoredTensor(String name, ElementType type, List<Long> dimensions, long begin, long end) {
    StoredTensor {
        dimensions = List.copyOf(dimensions);
        if (dimensions.stream().anyMatch(dimension -> dimension < 0)) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has a negative dimension in " + dimensions);
        }
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' lies from byte " + begin + " to byte " + end);
        }
        if (bytes(type, dimensions) != end - begin) {
            throw new IllegalArgumentException(
                    "tensor '"
                            + name
                            + "' of "
                            + dimensions
                            + " "
                            + type
                            + " lies on "
                            + (end - begin)
                            + " bytes");
        }
    }

    private static long bytes(ElementType type, List<Long> dimensions) {
        try {
            return dimensions.stream().reduce((long) type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor of " + dimensions + " fits nowhere", e);
        }
    }

    long elements() {
        return (end - begin) / type.bytes();
    }
}

package dev.convscope.bench;

import java.time.Duration;
import java.util.List;

/// Which layers of {@link KernelLayer} to time.
///
/// @param layers a part of their names; empty for all
/// @param time of the timed iterations of a layer; warming up takes as long again
/// @param width of the vectors
public record KernelsRequest(String layers, Duration time, VectorBits width) {
    /// Half a second.
    public static final Duration DEFAULT_TIME = Duration.ofMillis(500);

    public KernelsRequest {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be positive, was " + time);
        }
    }

    List<String> flags() {
        return width.flags();
    }
}

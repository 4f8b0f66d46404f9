package dev.convscope.bench;

import java.util.List;

/// A measurement that gave no number: a child JVM crashed, hung up or answered nonsense.
public final class MeasurementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> log;

    public MeasurementException(String message, List<String> log) {
        super(message);
        this.log = List.copyOf(log);
    }

    /// The last lines that the child wrote, possibly none.
    public List<String> log() {
        return log == null ? List.of() : log;
    }
}

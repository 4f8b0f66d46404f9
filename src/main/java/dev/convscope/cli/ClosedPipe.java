package dev.convscope.cli;

import java.io.IOException;

/// Nobody reads standard output any more, as after `| head`; no reason to complain.
final class ClosedPipe extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedPipe(IOException cause) {
        super(cause);
    }

    /// Whether `exception` is what writing to a closed pipe gives.
    static boolean isReasonOf(IOException exception) {
        return String.valueOf(exception.getMessage()).contains("Broken pipe");
    }
}

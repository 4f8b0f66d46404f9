package dev.convscope.scaling;

import java.util.Map;

/// What judges a candidate: trains it, or asks someone who did.
@FunctionalInterface
public interface Objective {

    /// An objective that gave no accuracy; the search goes on without it.
    final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        public FailedException(String why) {
            super(why);
        }
    }

    /// The accuracy of a network.
    ///
    /// @param facts the candidate by name: `MODEL`, `ALPHA`, `BETA`, `GAMMA`, `PARAMS`, `MACS`
    double accuracy(Map<String, String> facts) throws FailedException, InterruptedException;
}

package dev.convscope.base;

import java.util.ArrayList;
import java.util.List;

/// A mistake in what the user gave us, told so that it can be mended without reading our source.
///
/// The message is one sentence: what is wrong and where, with what was found and what was expected.
/// The remedy is a second, separate sentence. No stack trace is ever shown for it, and the process
/// ends with exit code 2.
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean located;
    private final String remedy;

    private UserException(String message, boolean located, String remedy, Throwable cause) {
        super(message, cause);
        this.located = located;
        this.remedy = remedy;
    }

    /// Starts an error about `what` went wrong, in the user's words.
    public static Builder about(String what) {
        return new Builder(what);
    }

    /// What the user can do about it; empty when the message already says it.
    public String remedy() {
        return remedy;
    }

    /// This error, told to have happened in `where` unless it already says where.
    public UserException in(String where) {
        return located ? this : new UserException(where + ": " + getMessage(), true, remedy, this);
    }

    /// Collects the parts of a sentence; each is optional but `what`.
    public static final class Builder {
        private final String what;
        private String where = "";
        private String found = "";
        private String expected = "";
        private String remedy = "";
        private Throwable cause;

        private Builder(String what) {
            this.what = what;
        }

        /// The file, model, option or layer it happened in.
        public Builder where(String where) {
            this.where = where;
            return this;
        }

        public Builder found(Object found) {
            this.found = String.valueOf(found);
            return this;
        }

        public Builder expected(Object expected) {
            this.expected = String.valueOf(expected);
            return this;
        }

        public Builder remedy(String remedy) {
            this.remedy = remedy;
            return this;
        }

        public Builder cause(Throwable cause) {
            this.cause = cause;
            return this;
        }

        public UserException build() {
            List<String> facts = new ArrayList<>();
            if (!found.isEmpty()) facts.add("found " + found);
            if (!expected.isEmpty()) facts.add("expected " + expected);
            String message = where.isEmpty() ? what : where + ": " + what;
            if (!facts.isEmpty()) message += " (" + String.join(", ", facts) + ")";
            return new UserException(message, !where.isEmpty(), remedy, cause);
        }
    }
}

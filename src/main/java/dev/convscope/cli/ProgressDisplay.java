package dev.convscope.cli;

import dev.convscope.bench.Progress;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

import java.time.Duration;

/// Shows how far a measurement is: a bar with the remaining time on a terminal, one line per
/// finished piece elsewhere, nothing if quiet.
sealed interface ProgressDisplay extends Progress, AutoCloseable {
    @Override
    void close();

    static ProgressDisplay on(Terminal terminal, boolean quiet) {
        if (quiet) return new Silent();
        return terminal.errIsTerminal() ? new Bar(terminal) : new Lines(terminal);
    }

    /// For those who asked for quiet.
    record Silent() implements ProgressDisplay {
        @Override
        public void at(String now, double done, Duration remaining) {}

        @Override
        public void close() {}
    }

    /// One line when a piece begins; logs keep them.
    final class Lines implements ProgressDisplay {
        private final Terminal terminal;
        private String last = "";

        Lines(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void at(String now, double done, Duration remaining) {
            if (now.equals(last) || done >= 1) return;
            last = now;
            terminal.err().println(now + ", about " + seconds(remaining) + " left");
        }

        private static String seconds(Duration time) {
            return time.toSeconds() + 1 + " s";
        }

        @Override
        public void close() {}
    }

    /// One line that changes: `[=====>    ]  55 %  0:07 left  resnet-50 vector, fork 1 of 5`.
    final class Bar implements ProgressDisplay {
        private static final int STEPS = 1000;
        private static final int CELLS = 20;
        private static final String ERASE_LINE = "\r\u001b[K";

        private final Terminal terminal;
        private final ProgressBar bar;

        Bar(Terminal terminal) {
            this.terminal = terminal;
            // A consumer of its own keeps the library from asking the terminal for its width.
            this.bar =
                    new ProgressBarBuilder()
                            .setInitialMax(STEPS)
                            .setUpdateIntervalMillis(200)
                            .setRenderer(Bar::line)
                            .setConsumer(
                                    new DelegatingProgressBarConsumer(
                                            line -> terminal.err().print(ERASE_LINE + line),
                                            terminal.columns() - 1))
                            .build();
        }

        @Override
        public void at(String now, double done, Duration remaining) {
            bar.stepTo(Math.round(STEPS * Math.clamp(done, 0, 1)));
            bar.setExtraMessage(minutes(remaining) + " left  " + now);
        }

        private static String line(ProgressState state, int columns) {
            int full = (int) (CELLS * state.getCurrent() / STEPS);
            String percent = Long.toString(100 * state.getCurrent() / STEPS);
            String line =
                    "["
                            + "=".repeat(full)
                            + (full < CELLS ? ">" + " ".repeat(CELLS - full - 1) : "")
                            + "] "
                            + " ".repeat(3 - percent.length())
                            + percent
                            + " %  "
                            + state.getExtraMessage();
            return line.substring(0, Math.min(line.length(), columns));
        }

        private static String minutes(Duration time) {
            long seconds = time.toSeconds();
            String padded = seconds % 60 < 10 ? "0" : "";
            return seconds / 60 + ":" + padded + seconds % 60;
        }

        @Override
        public void close() {
            bar.close();
            terminal.err().print(ERASE_LINE);
            terminal.err().flush();
        }
    }
}

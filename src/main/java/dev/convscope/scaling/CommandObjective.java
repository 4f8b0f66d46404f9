package dev.convscope.scaling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A user's command that trains a candidate; the last line it prints is the accuracy.
///
/// It runs in a shell, with the candidate in its environment as `CONVSCOPE_MODEL`,
/// `CONVSCOPE_ALPHA`, `CONVSCOPE_BETA`, `CONVSCOPE_GAMMA`, `CONVSCOPE_PARAMS` and `CONVSCOPE_MACS`.
/// What it writes to standard error is passed on.
///
/// @param command as a shell reads it
public record CommandObjective(String command) implements Objective {

    @Override
    public double accuracy(Map<String, String> facts) throws FailedException, InterruptedException {
        Process process = start(facts);
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) throw new FailedException("the command ended with code " + exit);
            return number(output.strip());
        } catch (IOException unreadable) {
            throw new FailedException("its output cannot be read: " + unreadable.getMessage());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private Process start(Map<String, String> facts) throws FailedException {
        var builder = new ProcessBuilder(List.of("/bin/sh", "-c", command));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        facts.forEach((name, value) -> builder.environment().put("CONVSCOPE_" + name, value));
        try {
            return builder.start();
        } catch (IOException notStarted) {
            throw new FailedException("the command does not start: " + notStarted.getMessage());
        }
    }

    private static double number(String output) throws FailedException {
        String last = output.substring(output.lastIndexOf('\n') + 1).strip();
        if (last.isEmpty()) throw new FailedException("the command printed nothing");
        try {
            double accuracy = Double.parseDouble(last);
            if (Double.isFinite(accuracy)) return accuracy;
        } catch (NumberFormatException _) {
            // told below
        }
        throw new FailedException("its last line is not a number: '" + last + "'");
    }
}

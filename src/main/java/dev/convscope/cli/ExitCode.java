package dev.convscope.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// How the process ends; a contract with every script that calls it.
enum ExitCode {
    OK(0, "all is well"),
    CHECK_FAILED(
            1, "a check failed: a regression, a budget, engines that disagree, an unfit machine"),
    USAGE(2, "a mistake in what was typed or given"),
    UNSURE(3, "a gate cannot tell: inconclusive, or the machine is too noisy"),
    MISSING(4, "a result is missing or not comparable; the others are printed"),
    INTERNAL(70, "an error of ours"),
    INTERRUPTED(130, "interrupted; what was measured so far is kept");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /// For the help text.
    static Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        for (var exit : values()) {
            meanings.put(Integer.toString(exit.code), exit.meaning);
        }
        return meanings;
    }
}

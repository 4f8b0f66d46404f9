package dev.convscope.report;

import dev.convscope.result.DoctorResult;

import java.util.ArrayList;
import java.util.List;

/// One row a check, the remedies below.
final class DoctorGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("name", "check", 0),
                    Column.words("status", "status", 0),
                    Column.words("found", "found", 0),
                    Column.words("expected", "expected", 1),
                    Column.hidden("remedy"));

    private DoctorGrid() {}

    static Grid of(DoctorResult result) {
        return new Grid(
                List.of(MachineLine.of(result.environment())),
                COLUMNS,
                result.checks().stream().map(DoctorGrid::row).toList(),
                below(result));
    }

    private static Grid.Row row(DoctorResult.Check check) {
        var tone =
                switch (check.status()) {
                    case OK -> Grid.Tone.GOOD;
                    case WARN -> Grid.Tone.WARNING;
                    case FAIL -> Grid.Tone.BAD;
                    case UNKNOWN -> Grid.Tone.PLAIN;
                };
        return new Grid.Row(
                tone,
                List.of(
                        Cell.text(check.name()),
                        Cell.text(check.status().toString()),
                        Cell.text(check.found()),
                        Cell.text(check.expected()),
                        Cell.text(check.remedy())));
    }

    private static List<String> below(DoctorResult result) {
        var lines = new ArrayList<String>();
        for (var check : result.checks()) {
            if (!check.remedy().isEmpty()) lines.add(check.name() + ": " + check.remedy());
        }
        lines.add(
                result.fit()
                        ? "this machine is fit to measure"
                        : "numbers measured here would be wrong: see the checks that fail");
        return lines;
    }
}

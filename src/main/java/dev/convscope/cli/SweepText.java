package dev.convscope.cli;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;
import dev.convscope.scaling.Sweep;
import dev.convscope.scaling.Sweep.Dimension;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads `width=1,1.4,1.8`.
final class SweepText {
    private static final List<String> NAMES = List.of("depth", "width", "resolution");

    private SweepText() {}

    static Sweep parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) throw wrong(text, "as in width=1,1.4,1.8");
        String name = text.substring(0, equals);
        if (!NAMES.contains(name)) {
            String known = "known are " + String.join(", ", NAMES);
            throw wrong(text, NearestNames.question(name, NAMES, known));
        }
        List<Double> values = new ArrayList<>();
        for (String value : text.substring(equals + 1).split(",", -1)) {
            values.add(number(text, value));
        }
        return new Sweep(Dimension.valueOf(name.toUpperCase(Locale.ROOT)), values);
    }

    private static double number(String text, String value) {
        try {
            double number = Double.parseDouble(value);
            if (number > 0 && Double.isFinite(number)) return number;
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(text, "'" + value + "' is not a positive number");
    }

    private static UserException wrong(String text, String remedy) {
        return UserException.about("this is not a sweep")
                .where("--sweep")
                .found("'" + text + "'")
                .expected("a dimension and its values")
                .remedy(remedy)
                .build();
    }
}

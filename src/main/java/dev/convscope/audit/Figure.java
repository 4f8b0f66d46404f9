package dev.convscope.audit;

import dev.convscope.base.UserException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number as someone prints it, with the precision that its digits promise: `8,423,848`, `5.3M`,
/// `0.39B`, `4.11G`.
///
/// @param value the number
/// @param half half a unit of its last printed digit; 0 for a number written out in full
public record Figure(double value, double half) {
    private static final Pattern NUMBER =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?(?:[eE][0-9]+)?)([kKmMgGbBtT]?)");
    private static final Map<String, Double> UNITS =
            Map.of("k", 1e3, "m", 1e6, "g", 1e9, "b", 1e9, "t", 1e12);

    /// Reads a printed number.
    ///
    /// @param where the option or cell it stands in
    public static Figure parse(String text, String where) {
        Matcher matcher = NUMBER.matcher(text.strip().replaceAll("[,_' ]", ""));
        if (!matcher.matches()) {
            throw UserException.about("this is not a count")
                    .where(where)
                    .found("'" + text + "'")
                    .expected("a number such as 8423848, 5.3M or 0.39G")
                    .build();
        }
        var digits = new BigDecimal(matcher.group(1));
        double unit = UNITS.getOrDefault(matcher.group(2).toLowerCase(Locale.ROOT), 1.);
        boolean whole = unit == 1 && digits.scale() <= 0;
        double half = whole ? 0 : Math.pow(10, -digits.scale()) * unit / 2;
        return new Figure(digits.multiply(BigDecimal.valueOf(unit)).doubleValue(), half);
    }

    /// Whether a computed number prints as this one.
    public boolean prints(double computed) {
        return Math.abs(computed - value) <= half * (1 + 1e-9);
    }

    /// How far a computed number is off, as a fraction of this one.
    public double deviation(double computed) {
        return (computed - value) / value;
    }

    /// A count in the unit that another one is printed in, with three decimals.
    static String like(String printed, double value) {
        String unit = printed.replaceAll("[^A-Za-z]", "");
        double scaled = value / UNITS.getOrDefault(unit.toLowerCase(Locale.ROOT), 1.);
        return BigDecimal.valueOf(scaled).setScale(3, RoundingMode.HALF_UP) + unit;
    }
}

package dev.convscope.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers for people: three significant digits, a point for decimals whatever the locale.
final class Figures {
    private static final int DIGITS = 3;

    /// Powers of 1000; a byte is never counted in powers of 1024 here.
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

    private Figures() {}

    /// `5,288,548`
    static String exact(long number) {
        String digits = Long.toString(number);
        int first = digits.startsWith("-") ? 1 : 0;
        var text = new StringBuilder(digits);
        for (int i = digits.length() - DIGITS; i > first; i -= DIGITS) text.insert(i, ',');
        return text.toString();
    }

    /// `5.29 M`, `386 M`; below a thousand the number itself.
    static String count(long number) {
        return number < 1000 ? Long.toString(number) : prefixed(number);
    }

    /// `21.3 MB`
    static String bytes(long number) {
        return (number < 1000 ? number + " " : prefixed(number)) + "B";
    }

    private static String prefixed(long number) {
        // Rounded first, so that 999,999 is 1.00 M and not 1000 k.
        double rounded = new BigDecimal(number).round(new MathContext(DIGITS)).doubleValue();
        int power = 0;
        double scaled = rounded;
        while (scaled >= 1000) {
            scaled /= 1000;
            power++;
        }
        return significant(scaled) + " " + PREFIXES[power];
    }

    /// Three digits, or all before the point where there are more: `0.0123`, `12.3`, `1234`.
    static String significant(double number) {
        if (number == 0) return "0";
        var exact = BigDecimal.valueOf(number);
        int digitsBeforePoint = exact.precision() - exact.scale();
        var rounded = exact.setScale(Math.max(0, DIGITS - digitsBeforePoint), RoundingMode.HALF_UP);
        boolean carried = rounded.precision() - rounded.scale() > digitsBeforePoint;
        if (carried && rounded.scale() > 0) rounded = rounded.setScale(rounded.scale() - 1);
        return rounded.toPlainString();
    }

    /// `45.2 %`
    static String percent(double share) {
        return BigDecimal.valueOf(100 * share).setScale(1, RoundingMode.HALF_UP) + " %";
    }

    /// `3.1e-06`
    static String scientific(double number) {
        if (number == 0) return "0";
        var exact = BigDecimal.valueOf(number).round(new MathContext(2));
        int exponent = exact.precision() - exact.scale() - 1;
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return exact.movePointLeft(exponent).setScale(1, RoundingMode.HALF_UP)
                + "e"
                + sign
                + (size < 10 ? "0" : "")
                + size;
    }
}

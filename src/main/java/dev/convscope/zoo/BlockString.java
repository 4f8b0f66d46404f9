package dev.convscope.zoo;

import dev.convscope.base.UserException;
import dev.convscope.graph.ActivationFunction;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stage as the EfficientNet code writes it: `r2_k3_s22_e6_i16_o24_se0.25`.
///
/// Tokens are joined by underscores, each a key and a value: `r` repeats, `k` kernel, `s` stride of
/// rows and columns (one digit for both), `e` expansion, `i` and `o` channels, `se` squeeze ratio,
/// `c1` or `f1` a fused block, `a` activation (0 ReLU, 1 SiLU), and the flag `noskip`.
///
/// @param row the stage
/// @param activation where the string names one
public record BlockString(BlockRow row, Optional<ActivationFunction> activation) {
    private static final Pattern TOKEN = Pattern.compile("([a-z]+)([0-9.]*)");
    private static final Set<String> REQUIRED = Set.of("r", "k", "s", "e", "i", "o");
    private static final Set<String> KNOWN =
            Set.of("r", "k", "s", "e", "i", "o", "se", "c", "f", "d", "a", "noskip", "cc");
    private static final int MOST = 100_000;

    /// Reads a block string; `where` names the file and line for the error.
    public static BlockString parse(String text, String where) {
        Map<String, String> tokens = tokens(text, where);
        for (String key : REQUIRED) {
            if (!tokens.containsKey(key)) throw wrong(text, where, "it has no token '" + key + "'");
        }
        unsupported(tokens, "d", "space to depth", text, where);
        unsupported(tokens, "cc", "conditional convolution", text, where);
        var numbers = new Numbers(tokens, text, where);
        boolean fused = numbers.flag("c") || numbers.flag("f");
        var row =
                new BlockRow(
                        numbers.whole("r"),
                        numbers.kernel(),
                        numbers.stride(),
                        numbers.whole("e"),
                        numbers.whole("i"),
                        numbers.whole("o"),
                        numbers.squeeze(),
                        fused,
                        !tokens.containsKey("noskip"));
        return new BlockString(row, numbers.activation());
    }

    /// Writes a stage; reading it gives the same stage.
    public static String of(BlockRow row) {
        var text = new StringBuilder();
        text.append("r").append(row.repeats());
        text.append("_k").append(row.kernel());
        text.append("_s").append(row.stride()).append(row.stride());
        text.append("_e").append(row.expand());
        text.append("_i").append(row.input());
        text.append("_o").append(row.output());
        if (row.fused()) text.append("_c1");
        if (row.squeeze() > 0) {
            text.append("_se").append(BigDecimal.valueOf(row.squeeze()).toPlainString());
        }
        if (!row.skip()) text.append("_noskip");
        return text.toString();
    }

    private static Map<String, String> tokens(String text, String where) {
        Map<String, String> tokens = new HashMap<>();
        for (String token : text.split("_", -1)) {
            Matcher matcher = TOKEN.matcher(token);
            if (!matcher.matches() || !KNOWN.contains(matcher.group(1))) {
                throw wrong(text, where, "unknown token '" + token + "'");
            }
            if (tokens.put(matcher.group(1), matcher.group(2)) != null) {
                throw wrong(text, where, "token '" + matcher.group(1) + "' is given twice");
            }
        }
        return tokens;
    }

    private static void unsupported(
            Map<String, String> tokens, String key, String what, String text, String where) {
        if (!tokens.containsKey(key) || tokens.get(key).equals("0")) return;
        throw wrong(text, where, what + " ('" + key + "') is not supported");
    }

    private static UserException wrong(String text, String where, String what) {
        return UserException.about(what)
                .where(where)
                .found("'" + text + "'")
                .expected("a block string such as r2_k3_s22_e6_i16_o24_se0.25")
                .remedy("known tokens are r k s e i o se c f a noskip")
                .build();
    }

    /// The values of the tokens, checked.
    private record Numbers(Map<String, String> tokens, String text, String where) {

        int whole(String key) {
            String digits = tokens.get(key);
            if (digits.matches("[0-9]{1,6}")) {
                int value = Integer.parseInt(digits);
                if (value >= 1 && value <= MOST) return value;
            }
            throw wrong(text, where, "'" + key + digits + "' needs a whole number from 1");
        }

        int kernel() {
            int kernel = whole("k");
            if (kernel % 2 == 1) return kernel;
            throw wrong(text, where, "'k" + kernel + "' needs an odd kernel");
        }

        int stride() {
            String digits = tokens.get("s");
            Set<Integer> strides = new HashSet<>();
            digits.chars().forEach(strides::add);
            if (digits.matches("[1-9]{1,2}") && strides.size() == 1) return digits.charAt(0) - '0';
            throw wrong(text, where, "'s" + digits + "' needs one stride for rows and columns");
        }

        double squeeze() {
            if (!tokens.containsKey("se")) return 0;
            String ratio = tokens.get("se");
            if (ratio.matches("[0-9]*\\.?[0-9]+") && Double.parseDouble(ratio) <= 1) {
                return Double.parseDouble(ratio);
            }
            throw wrong(text, where, "'se" + ratio + "' needs a ratio from 0 to 1");
        }

        boolean flag(String key) {
            String value = tokens.getOrDefault(key, "0");
            if (value.equals("0") || value.equals("1")) return value.equals("1");
            throw wrong(text, where, "'" + key + value + "' needs 0 or 1");
        }

        Optional<ActivationFunction> activation() {
            if (!tokens.containsKey("a")) return Optional.empty();
            boolean silu = flag("a");
            return Optional.of(silu ? ActivationFunction.SILU : ActivationFunction.RELU);
        }
    }
}

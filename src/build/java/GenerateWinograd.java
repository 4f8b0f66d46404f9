import java.util.ArrayList;
import java.util.List;

/// Writes the one-dimensional Winograd transforms longhand: a list of filters is the table, each
/// method one matrix times lines of vectors, and one more per form chooses among the filters.
///
/// The interpolation points are 0, pairs ±p and ∞. The rows of a pair are `even ± p · odd`, where
/// both halves are a polynomial in x² that the pair shares, so that a transform takes about half
/// of the multiplications of its matrix. `MinimalFilter` gives the same matrices from their
/// definition, and the contract test holds one against the other.
final class GenerateWinograd {
    /// F(outputs, taps) with the points 0, ±pairs and ∞.
    private record Filter(int outputs, int taps, double... pairs) {
        String name() {
            return "F" + outputs + "_" + taps;
        }

        int points() {
            return outputs + taps - 1;
        }
    }

    private static final List<Filter> FILTERS =
            List.of(
                    new Filter(2, 3, 1),
                    new Filter(4, 3, 1, 2),
                    new Filter(6, 3, 1, 2, 1 / 2.),
                    new Filter(4, 5, 1, 2, 1 / 2.),
                    new Filter(6, 7, 1, 3 / 2., 2 / 3., 5 / 2., 2 / 5.));

    private final StringBuilder text = new StringBuilder();

    private GenerateWinograd() {}

    private static final String INPUT =
            "float[] a, int x, int step, int line, int y, int toStep, int toLine, int lines";
    private static final String HALF = "float[] a, int m, int step, int line, int lines";
    private static final String LAST =
            HALF + ", float[] w, int bias, int to, int toStep, int toLine, int lo, int hi";
    private static final String ADDING = LAST + ", int residual, int addStep, int addLine";

    static String passes() {
        var generate = new GenerateWinograd();
        generate.choice("input", INPUT);
        generate.choice("half", HALF);
        generate.choice("last", LAST);
        generate.choice("adding", ADDING);
        for (Filter filter : FILTERS) {
            generate.input(filter);
            generate.output(filter, "half", HALF);
            generate.output(filter, "last", LAST);
            generate.output(filter, "adding", ADDING);
        }
        return generate.text.toString();
    }

    /// The form for any filter, and the form called `times` times, for a warm-up: each by a loop of
    /// its own.
    private void choice(String form, String parameters) {
        String repeat = "repeat" + Character.toUpperCase(form.charAt(0)) + form.substring(1);
        String timesOver = "int times, " + parameters;
        dispatch(form, parameters);
        dispatch(repeat, timesOver);
        for (Filter filter : FILTERS) {
            method(repeat, filter, timesOver);
            String call = form + filter.name() + "(" + GenerateKernels.names(parameters) + ")";
            line(2, "for (int i = 0; i < times; i++) %s;", call);
            text.append("    }\n");
        }
    }

    /// The switch has no default, so that a filter of `MinimalFilter` that is missing here does not
    /// compile.
    private void dispatch(String form, String parameters) {
        text.append("\n    static void ").append(form);
        text.append("(MinimalFilter filter, ").append(parameters).append(") {\n");
        line(2, "switch (filter) {");
        for (Filter filter : FILTERS) {
            String names = GenerateKernels.names(parameters);
            line(3, "case %s -> %s%s(%s);", filter.name(), form, filter.name(), names);
        }
        line(3, "case NONE -> throw new IllegalArgumentException(\"nothing to filter\");");
        text.append("        }\n    }\n");
    }

    /// Bᵀ of `lines` lines that lie `line` apart, along `step`; all of a line is read before any of
    /// it is written, so that it may be in place.
    private void input(Filter filter) {
        int n = filter.points();
        method("input", filter, INPUT);
        text.append(GenerateKernels.nothing("lines"));
        line(2, "for (int n = 0; n < lines; n++) {");
        line(3, "int from = x + n * line;");
        line(3, "int to = y + n * toLine;");
        for (int i = 0; i < n; i++) {
            line(3, "FloatVector d%d = FloatVector.fromArray(S, a, from + %d * step);", i, i);
        }
        double[] pairs = filter.pairs();
        double[] all = polynomial(pairs, -1);
        sum("first", all, 0, "d");
        line(3, "first.intoArray(a, to);");
        for (int j = 0; j < pairs.length; j++) {
            double[] others = polynomial(pairs, j);
            sum("even" + j, others, 2, "d");
            sum("odd" + j, others, 1, "d");
            pair("even" + j, "odd" + j, pairs[j], 2 * j + 1);
        }
        sum("last", all, 1, "d");
        line(3, "last.intoArray(a, to + %d * toStep);", n - 1);
        text.append("        }\n    }\n");
    }

    /// `even ± p · odd`
    private void pair(String even, String odd, double p, int row) {
        if (p == 1) {
            line(3, "%s.add(%s).intoArray(a, to + %d * toStep);", even, odd, row);
            line(3, "%s.sub(%s).intoArray(a, to + %d * toStep);", even, odd, row + 1);
            return;
        }
        for (int sign = 1; sign >= -1; sign -= 2) {
            line(
                    3,
                    "%s.fma(FloatVector.broadcast(S, %s), %s).intoArray(a, to + %d * toStep);",
                    odd,
                    literal(sign * p),
                    even,
                    sign > 0 ? row : row + 1);
        }
    }

    /// `name = Σ coefficients[i] · d[first + 2 i]`; the last coefficient is 1.
    private void sum(String name, double[] coefficients, int first, String d) {
        int degree = coefficients.length - 1;
        String sum = d + (first + 2 * degree);
        for (int i = degree - 1; i >= 0; i--) {
            String factor = "FloatVector.broadcast(S, " + literal(coefficients[i]) + ")";
            sum = "%s%d.fma(%s, %s)".formatted(d, first + 2 * i, factor, sum);
        }
        line(3, "FloatVector %s = %s;", name, sum);
    }

    /// The product of x − p² over all pairs but one, lowest power first.
    private static double[] polynomial(double[] pairs, int without) {
        double[] product = {1};
        for (int j = 0; j < pairs.length; j++) {
            if (j == without) continue;
            double[] next = new double[product.length + 1];
            for (int i = 0; i < product.length; i++) {
                next[i + 1] += product[i];
                next[i] -= pairs[j] * pairs[j] * product[i];
            }
            product = next;
        }
        return product;
    }

    /// Aᵀ of lines: in place, or with bias and clamp, or with a residual before the clamp.
    private void output(Filter filter, String form, String parameters) {
        boolean last = !form.equals("half");
        boolean adds = form.equals("adding");
        method(form, filter, parameters);
        text.append(GenerateKernels.nothing("lines"));
        if (last) line(2, "FloatVector b = FloatVector.fromArray(S, w, bias);");
        line(2, "for (int n = 0; n < lines; n++) {");
        line(3, "int from = m + n * line;");
        if (last) line(3, "int y = to + n * toLine;");
        if (adds) line(3, "int add = residual + n * addLine;");
        for (int i = 0; i < filter.points(); i++) {
            line(3, "FloatVector m%d = FloatVector.fromArray(S, a, from + %d * step);", i, i);
        }
        for (int j = 0; j < filter.pairs().length; j++) {
            line(3, "FloatVector even%d = m%d.add(m%d);", j, 2 * j + 1, 2 * j + 2);
            line(3, "FloatVector odd%d = m%d.sub(m%d);", j, 2 * j + 1, 2 * j + 2);
        }
        for (int k = 0; k < filter.outputs(); k++) {
            String sum = row(filter, k);
            if (!last) {
                line(3, "%s.intoArray(a, from + %d * step);", sum, k);
                continue;
            }
            String added =
                    adds
                            ? ".add(b).add(FloatVector.fromArray(S, a, add + %d * addStep))"
                                    .formatted(k)
                            : ".add(b)";
            line(
                    3,
                    "%s%s.reinterpretAsInts().max(lo).min(hi).reinterpretAsFloats()"
                            + ".intoArray(a, y + %d * toStep);",
                    sum,
                    added,
                    k);
        }
        text.append("        }\n    }\n");
    }

    /// Row k of Aᵀ: each pair's p^k times its sum or difference, the first and the last point.
    private static String row(Filter filter, int k) {
        String half = k % 2 == 0 ? "even" : "odd";
        List<String> whole = new ArrayList<>();
        if (k == 0) whole.add("m0");
        if (k == filter.outputs() - 1) whole.add("m" + (filter.points() - 1));
        List<String> scaled = new ArrayList<>();
        for (int j = 0; j < filter.pairs().length; j++) {
            double factor = Math.pow(filter.pairs()[j], k);
            if (factor == 1) {
                whole.add(half + j);
            } else {
                scaled.add(half + j + ".fma(FloatVector.broadcast(S, " + literal(factor) + "), ");
            }
        }
        String sum = whole.getFirst();
        for (String term : whole.subList(1, whole.size())) sum += ".add(" + term + ")";
        for (String term : scaled) sum = term + sum + ")";
        return sum;
    }

    private void method(String form, Filter filter, String parameters) {
        text.append("\n    private static void ").append(form).append(filter.name());
        text.append('(').append(parameters).append(") {\n");
    }

    private static String literal(double value) {
        return (float) value + "f";
    }

    private void line(int depth, String format, Object... arguments) {
        text.append("    ".repeat(depth));
        text.append(format.formatted(arguments)).append('\n');
    }
}

package dev.convscope.analysis;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What one tool calls FLOPs: a factor for each {@link Quantity}, as that tool's stated version
/// counts.
///
/// A convention changes `flops` alone; multiply-accumulates never depend on it. Tools change their
/// rules silently, so a convention names the version it describes.
///
/// @param name as typed after `--convention`
/// @param aliases other names of the very same rule
/// @param version the tool and the release or commit described
/// @param factors per quantity; a quantity that is not in it counts nothing
/// @param parameterRule what the tool prints as the number of parameters
/// @param remark what a reader must know to compare, possibly empty
public record Convention(
        String name,
        List<String> aliases,
        String version,
        Map<Quantity, Integer> factors,
        ParameterRule parameterRule,
        String remark) {

    /// What a tool prints as the number of parameters.
    public enum ParameterRule {
        TRAINABLE("trainable numbers; batch normalisation's moving statistics apart"),
        WITH_STATISTICS("trainable numbers and batch normalisation's moving statistics"),
        ALL_TENSORS("every stored tensor, moving statistics included");

        private final String meaning;

        ParameterRule(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    public Convention {
        Objects.requireNonNull(name);
        aliases = List.copyOf(aliases);
        factors = Collections.unmodifiableMap(new EnumMap<>(factors));
        Objects.requireNonNull(parameterRule);
    }

    /// The convention that is used when none is named: 2 per multiply-accumulate.
    public static Convention standard() {
        return Conventions.ALL.getFirst();
    }

    /// Every convention, the standard one first.
    public static List<Convention> all() {
        return Conventions.ALL;
    }

    /// Every name and alias that {@link #named} knows.
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Convention convention : all()) {
            names.add(convention.name);
            names.addAll(convention.aliases);
        }
        return names;
    }

    /// The convention of a name or alias.
    public static Convention named(String name) {
        for (Convention convention : all()) {
            if (convention.name.equals(name) || convention.aliases.contains(name)) {
                return convention;
            }
        }
        String known = "known are " + String.join(", ", names());
        throw UserException.about("there is no counting convention '" + name + "'")
                .where("--convention")
                .remedy(NearestNames.question(name, names(), known))
                .build();
    }

    /// Operations counted per unit of a quantity.
    public int factor(Quantity quantity) {
        return factors.getOrDefault(quantity, 0);
    }

    /// Whether it counts operations at all; Keras' table does not, its `flops` are 0.
    public boolean countsOperations() {
        return !factors.isEmpty();
    }

    /// Operations of one node, for one image.
    public long flops(Node node) {
        var sum = new Sum();
        Operations.of(node, sum::add);
        return sum.total;
    }

    /// How much of each quantity a graph has, whatever the convention; absent ones are left out.
    public static Map<Quantity, Long> quantities(Graph graph) {
        Map<Quantity, Long> counts = new EnumMap<>(Quantity.class);
        for (Node node : graph.nodes()) {
            Operations.of(node, (quantity, count) -> counts.merge(quantity, count, Math::addExact));
        }
        return counts;
    }

    private final class Sum {
        private long total;

        void add(Quantity quantity, long count) {
            int factor = factor(quantity);
            if (factor != 0) total = Math.addExact(total, Math.multiplyExact(count, factor));
        }
    }
}

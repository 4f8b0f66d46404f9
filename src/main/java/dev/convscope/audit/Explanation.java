package dev.convscope.audit;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.Quantity;
import dev.convscope.graph.Graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Why a tool prints another number than the plain count of multiply-accumulates: the terms that
/// differ.
///
/// @param convention the tool's rule
/// @param macs the plain count
/// @param flops what the tool prints
/// @param params what the tool prints as parameters
/// @param terms from `macs` to `flops`, the largest first
public record Explanation(
        Convention convention, long macs, long flops, long params, List<Term> terms) {

    /// One quantity that the tool counts otherwise.
    ///
    /// @param quantity what is counted
    /// @param count how much of it the network has
    /// @param factor operations that the tool counts for each, beyond the plain count's
    public record Term(Quantity quantity, long count, int factor) {
        /// By how much the tool's number differs for it.
        public long difference() {
            return factor * count;
        }
    }

    public Explanation {
        terms = List.copyOf(terms);
    }

    /// The terms between the plain count and one convention.
    public static Explanation of(Graph graph, Convention convention) {
        var plain = Convention.named("mac");
        Map<Quantity, Long> quantities = Convention.quantities(graph);
        List<Term> terms = new ArrayList<>();
        quantities.forEach(
                (quantity, count) -> {
                    int factor = convention.factor(quantity) - plain.factor(quantity);
                    if (factor != 0 && count != 0) terms.add(new Term(quantity, count, factor));
                });
        terms.sort((a, b) -> Long.compare(Math.abs(b.difference()), Math.abs(a.difference())));
        var cost = NetworkCost.of(graph, convention);
        return new Explanation(
                convention, cost.macs(), cost.flops(), cost.paramsByConvention(), terms);
    }

    /// The network under every convention.
    public static List<Explanation> all(Graph graph) {
        return Convention.all().stream().map(convention -> of(graph, convention)).toList();
    }
}

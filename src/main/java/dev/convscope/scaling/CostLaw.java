package dev.convscope.scaling;

import dev.convscope.analysis.Kind;
import dev.convscope.analysis.LayerCost;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Why a scaled network does not cost what d · w² · r² says.
///
/// Every layer's cost is a power of the width and of the resolution, and blocks that a deeper
/// network repeats add up linearly. Both are measured on networks of doubled width, resolution and
/// depth, where nothing needs rounding. That gives the cost of the exact network, with fractional
/// channels and blocks; what remains to the real one is rounding.
public final class CostLaw {

    /// The parts of a network that follow the law each in its own way.
    public enum Part {
        STEM("stem: its input channels do not scale, it is not repeated"),
        BODY("body: the first block of a stage is not repeated"),
        DEPTHWISE("depthwise convolutions: w instead of w²"),
        SE("squeeze-and-excitation: no pixels to scale"),
        HEAD("last convolution: not repeated"),
        FC("fully connected layers: neither repeated nor scaled by pixels");

        private final String reason;

        Part(String reason) {
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /// One line of the explanation.
    ///
    /// @param name the part of the network, or the rounding, that makes the difference
    /// @param macs by how much it differs from what the law gives it
    /// @param ratio the same over the base network's cost
    public record Term(String name, double macs, double ratio) {}

    /// The whole explanation; the terms lead from the predicted to the real ratio.
    ///
    /// @param predictedRatio d · w² · r²
    /// @param exactRatio with fractional channels, blocks and pixels
    /// @param ratio of the real network
    /// @param terms what differs, the largest part of the network first, then roundings
    public record Explanation(
            double predictedRatio, double exactRatio, double ratio, List<Term> terms) {
        public Explanation {
            terms = List.copyOf(terms);
        }
    }

    /// Powers of one layer's cost.
    private record Powers(Part part, double macs, double width, double pixels) {
        double at(double w, double r) {
            return macs * Math.pow(w, width) * Math.pow(r, pixels);
        }
    }

    private final ScalingBase base;
    private final List<Powers> shallow;
    private final List<Powers> deep;

    /// Measures the law of one network.
    public CostLaw(ScalingBase base) {
        this.base = base;
        this.shallow = powers(1);
        this.deep = powers(2);
    }

    private List<Powers> powers(double depth) {
        Graph graph = base.build(depth, 1, base.pixels());
        List<LayerCost> plain = layers(graph);
        List<LayerCost> wide = layers(base.build(depth, 2, base.pixels()));
        List<LayerCost> fine = layers(base.build(depth, 1, 2 * base.pixels()));
        Node stem = plain.getFirst().node();
        String lastStage = graph.output().stage();
        List<Powers> powers = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            double macs = plain.get(i).macs();
            powers.add(
                    new Powers(
                            part(plain.get(i), stem, lastStage),
                            macs,
                            power(wide.get(i).macs() / macs),
                            power(fine.get(i).macs() / macs)));
        }
        return powers;
    }

    private static List<LayerCost> layers(Graph graph) {
        return NetworkCost.of(graph).rows().stream().filter(row -> row.kind().counted()).toList();
    }

    /// 0, 1 or 2: roundings of widths and borders of odd maps do not count here.
    private static double power(double ratioWhenDoubled) {
        return Math.rint(Math.log(ratioWhenDoubled) / Math.log(2));
    }

    private static Part part(LayerCost row, Node stem, String lastStage) {
        if (row.node().equals(stem)) return Part.STEM;
        if (row.kind() == Kind.FC) return Part.FC;
        if (row.kind() == Kind.SE) return Part.SE;
        if (row.kind() == Kind.DEPTHWISE) return Part.DEPTHWISE;
        boolean outside = row.block().equals(row.stage());
        return outside && row.stage().equals(lastStage) ? Part.HEAD : Part.BODY;
    }

    /// The multiply-accumulates of the exact network, with fractional channels and blocks.
    public double exactMacs(Multipliers m) {
        return parts(m.depth(), m.width(), m.resolution()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private Map<Part, Double> parts(double d, double w, double r) {
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        for (Powers layer : shallow)
            parts.merge(layer.part(), (2 - d) * layer.at(w, r), Double::sum);
        for (Powers layer : deep) parts.merge(layer.part(), (d - 1) * layer.at(w, r), Double::sum);
        return parts;
    }

    /// How the real network at `multipliers` comes to its cost.
    public Explanation explain(Multipliers m) {
        ScaledNetwork real = base.scale(m);
        Map<Part, Double> exact = parts(m.depth(), m.width(), m.resolution());
        Map<Part, Double> plain = parts(1, 1, 1);
        List<Term> terms = new ArrayList<>();
        for (Part part : Part.values()) {
            double macs = exact.getOrDefault(part, 0.) - m.law() * plain.getOrDefault(part, 0.);
            if (Math.abs(macs) >= .5) terms.add(term(part.reason(), macs));
        }
        terms.sort((a, b) -> Double.compare(Math.abs(b.macs()), Math.abs(a.macs())));
        double exactMacs = exactMacs(m);
        roundings(m, exactMacs, real).stream()
                .filter(term -> Math.abs(term.macs()) >= .5)
                .forEach(terms::add);
        return new Explanation(m.law(), exactMacs / base.tally().macs(), real.ratio(), terms);
    }

    /// Depth first, then pixels, then channels: each alone, on top of the ones before.
    private List<Term> roundings(Multipliers m, double exactMacs, ScaledNetwork real) {
        List<Powers> whole = powers(m.depth());
        double wholeBlocks = sum(whole, m.width(), m.resolution());
        double wholePixels = sum(whole, m.width(), (double) real.pixels() / base.pixels());
        return List.of(
                term("rounding of blocks up to whole ones", wholeBlocks - exactMacs),
                term("rounding of pixels to whole ones", wholePixels - wholeBlocks),
                term("rounding of channels, and of maps at strides", real.macs() - wholePixels));
    }

    private static double sum(List<Powers> layers, double w, double r) {
        return layers.stream().mapToDouble(layer -> layer.at(w, r)).sum();
    }

    private Term term(String name, double macs) {
        return new Term(name, macs, macs / base.tally().macs());
    }
}

package dev.convscope.audit;

import dev.convscope.analysis.Convention;
import dev.convscope.analysis.Kind;
import dev.convscope.analysis.LayerCost;
import dev.convscope.analysis.NetworkCost;
import dev.convscope.analysis.Tally;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.zoo.BlockTable;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Which typical mistake gives a count: every suspect is built and counted, none is looked up.
public final class Diagnosis {

    /// A way to arrive at another count.
    ///
    /// @param description what was done differently
    /// @param params parameters as this way counts them
    /// @param macs multiply-accumulates, or what this way calls so
    public record Suspect(String description, long params, long macs) {}

    /// A suspect held against the numbers in question.
    ///
    /// @param suspect the mistake
    /// @param exact whether every number given prints exactly like the suspect's
    /// @param deviation the largest relative deviation from a number given
    public record Finding(Suspect suspect, boolean exact, double deviation) {}

    private final Network network;
    private final Configuration configuration;
    private final Graph graph;
    private final NetworkCost cost;
    private final List<Suspect> suspects = new ArrayList<>();

    /// Prepares the suspects for one network.
    public Diagnosis(Network network, Configuration configuration) {
        this.network = network;
        this.configuration = configuration;
        this.graph = network.build(configuration);
        this.cost = NetworkCost.of(graph);
        add("nothing: the network as it should be", graph);
        slips();
        layers();
        countings();
        relatives();
    }

    /// Every suspect, the right network first.
    public List<Suspect> suspects() {
        return List.copyOf(suspects);
    }

    /// The suspects by how well they meet the numbers given, the best first.
    public List<Finding> find(Optional<Figure> params, Optional<Figure> macs) {
        return suspects.stream()
                .map(suspect -> finding(suspect, params, macs))
                .sorted(
                        Comparator.comparing((Finding finding) -> !finding.exact())
                                .thenComparingDouble(finding -> Math.abs(finding.deviation())))
                .toList();
    }

    private static Finding finding(
            Suspect suspect, Optional<Figure> params, Optional<Figure> macs) {
        double fromParams = params.map(f -> f.deviation(suspect.params())).orElse(0.);
        double fromMacs = macs.map(f -> f.deviation(suspect.macs())).orElse(0.);
        boolean exact =
                params.map(f -> f.prints(suspect.params())).orElse(true)
                        && macs.map(f -> f.prints(suspect.macs())).orElse(true);
        double worst = Math.abs(fromParams) >= Math.abs(fromMacs) ? fromParams : fromMacs;
        return new Finding(suspect, exact, worst);
    }

    /// Slips of those who write the network down from the paper.
    private void slips() {
        Optional<BlockTable> table =
                network.architecture().blockTable().filter(BlockTable::scaledEnds);
        if (table.isEmpty()) return;
        int classes = configuration.classes().orElse(network.defaultClasses());
        for (var slip : MistakenBlocks.Slip.values()) {
            var mistaken =
                    new MistakenBlocks(
                            table.get(),
                            EnumSet.of(slip),
                            configuration.width(),
                            configuration.depth());
            add(slip.description(), mistaken.build(graph.inputShape().height(), classes));
        }
    }

    /// Layers that implementations add or leave out.
    private void layers() {
        boolean gates = graph.nodes().stream().anyMatch(Diagnosis::gateConvolution);
        if (gates) {
            add("no squeeze-and-excitation", GraphSurgery.withoutGates(graph));
            add(
                    "the convolutions of squeeze-and-excitation have no bias",
                    bias(Diagnosis::gateConvolution, false));
        }
        Graph biased = bias(node -> node.op() instanceof Op.Conv, true);
        add("every convolution has a bias", biased);
        Tally tally = Tally.of(biased);
        add(
                "every convolution has a bias, and moving statistics are counted (Keras)",
                tally.params() + tally.bnStatistics(),
                tally.macs());
        add("the classifier has no bias", classifierBias());
        relabelled("1001 classes", configuration.withClasses(1001));
        if (network.options().contains("aux") && !configuration.aux()) {
            relabelled("auxiliary classifiers are counted", configuration.withAux(true));
        }
    }

    private static boolean gateConvolution(Node node) {
        return node.role() == Role.SQUEEZE_EXCITATION && node.op() instanceof Op.Conv;
    }

    private Graph bias(Predicate<Node> where, boolean bias) {
        return GraphSurgery.withOperators(
                graph,
                node ->
                        where.test(node) && node.op() instanceof Op.Conv conv
                                ? new Op.Conv(
                                        conv.outChannels(), conv.window(), conv.groups(), bias)
                                : node.op());
    }

    private Graph classifierBias() {
        return GraphSurgery.withOperators(
                graph,
                node ->
                        node.index() == graph.outputIndex()
                                        && node.op() instanceof Op.FullyConnected layer
                                ? new Op.FullyConnected(layer.outFeatures(), false)
                                : node.op());
    }

    /// The right network, counted by another rule.
    private void countings() {
        long params = cost.params();
        long statistics = cost.totals().bnStatistics();
        long norms = cost.rows().stream().mapToLong(row -> row.parameters().norm()).sum();
        long classifier =
                cost.rows().stream()
                        .filter(row -> row.node().index() == graph.outputIndex())
                        .mapToLong(LayerCost::params)
                        .sum();
        add("moving statistics are counted", params + statistics, cost.macs());
        add(
                "moving statistics and a normalisation layer are counted (Keras)",
                params + statistics + 7,
                cost.macs());
        add("batch normalisation is not counted", params - norms, cost.macs());
        add("the classifier is not counted", params - classifier, cost.macs() - fcOfOutput());
        for (Kind kind : List.of(Kind.DEPTHWISE, Kind.SE, Kind.FC)) {
            long macs = cost.totals().macsByKind().of(kind);
            if (macs > 0) {
                add("work of kind " + kind.label() + " is not counted", params, cost.macs() - macs);
            }
        }
        for (Convention convention : Convention.all()) {
            long flops = NetworkCost.of(graph, convention).flops();
            if (flops > 0 && flops != cost.macs()) {
                add("operations as " + convention.name() + " counts them", params, flops);
            }
        }
    }

    private long fcOfOutput() {
        return cost.rows().get(graph.outputIndex()).macs();
    }

    /// Other variants, other members of the family and other input sizes.
    private void relatives() {
        for (Network other : Zoo.networks()) {
            if (!other.family().equals(network.family()) || other.equals(network)) continue;
            if (!other.architecture().ownOptions().containsAll(configuration.options().keySet())) {
                continue;
            }
            relabelled("it is " + other.name(), other, withoutPixels());
        }
        for (int pixels : new int[] {192, 224, 240, 256, 260, 288, 299, 300, 320, 331, 380, 448}) {
            if (pixels == graph.inputShape().height()) continue;
            relabelled("the input has " + pixels + " pixels", configuration.withPixels(pixels));
        }
    }

    private Configuration withoutPixels() {
        return new Configuration(
                configuration.width(),
                configuration.depth(),
                OptionalInt.empty(),
                configuration.classes(),
                false,
                configuration.options());
    }

    private void relabelled(String description, Configuration other) {
        relabelled(description, network, other);
    }

    private void relabelled(String description, Network other, Configuration request) {
        add(description, other.build(request));
    }

    private void add(String description, Graph suspect) {
        Tally tally = Tally.of(suspect);
        add(description, tally.params(), tally.macs());
    }

    private void add(String description, long params, long macs) {
        suspects.add(new Suspect(description, params, macs));
    }
}

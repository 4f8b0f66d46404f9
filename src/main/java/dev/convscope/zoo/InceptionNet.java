package dev.convscope.zoo;

import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;

import java.util.List;
import java.util.Set;

/// GoogLeNet, Inception-v3, Inception-v4, Inception-ResNet-v2 and PolyNet.
///
/// @param auxiliaries heads that are built only where asked for
record InceptionNet(
        List<Stage> stages, PieceBuilder.Style style, List<Auxiliary> auxiliaries, double dropout)
        implements Architecture {

    /// A stem or reduction, then the blocks that depth scaling repeats.
    record Stage(List<Piece> before, List<Piece> blocks) {
        static Stage of(Piece... before) {
            return new Stage(List.of(before), List.of());
        }

        Stage then(List<Piece> run) {
            return new Stage(before, run);
        }

        Stage then(Piece... run) {
            return then(List.of(run));
        }
    }

    /// A head that reads the output of a block, by stage and block from zero; of a stage that depth
    /// scaling shortened, the last one.
    record Auxiliary(int stage, int block, Head head) {
        boolean standsAt(int index, int place, int length) {
            return stage == index && Math.min(block, length - 1) == place;
        }
    }

    /// The forms of an auxiliary head.
    enum Head {
        /// Average 5×5/3, 1×1 to 128, 1024 features, dropout 0.7.
        GOOGLENET,
        /// The same over an adaptive 4×4 average (torchvision).
        GOOGLENET_ADAPTIVE,
        /// Average 5×5/3, 1×1 to 128, 5×5 to 768.
        INCEPTION_V3
    }

    @Override
    public Node build(GraphBuilder graph, Node input, Configuration request) {
        var pieces = new PieceBuilder(graph, style, request.width());
        Node x = input;
        for (int i = 0; i < stages.size(); i++) x = stage(graph, pieces, x, i, request);
        graph.at("head");
        return Units.head(graph, x, dropout, request.classes().orElseThrow());
    }

    private Node stage(
            GraphBuilder graph, PieceBuilder pieces, Node x, int index, Configuration request) {
        Stage stage = stages.get(index);
        String label = Integer.toString(index + 1);
        graph.at(label);
        for (Piece piece : stage.before()) x = pieces.build(x, piece);
        if (stage.blocks().isEmpty()) return x;
        List<Piece> run = Runs.scaled(stage.blocks(), piece -> piece, request.depth());
        for (int i = 0; i < run.size(); i++) {
            boolean last = i == run.size() - 1;
            graph.at(label, label + "." + (i + 1));
            x = pieces.build(x, last ? run.get(i) : run.get(i).beforeTheLast());
            for (Auxiliary head : request.aux() ? auxiliaries : List.<Auxiliary>of()) {
                if (head.standsAt(index, i, run.size())) auxiliary(graph, pieces, x, head, request);
            }
        }
        return x;
    }

    private void auxiliary(
            GraphBuilder graph,
            PieceBuilder pieces,
            Node x,
            Auxiliary place,
            Configuration request) {
        String label = "aux" + (auxiliaries.indexOf(place) + 1);
        graph.at(label).as(Role.AUXILIARY);
        Node y = graph.add("pool", pooling(place.head()), x);
        y = pieces.build(y, Piece.conv(1, 128));
        int classes = request.classes().orElseThrow();
        if (place.head() == Head.INCEPTION_V3) {
            y = pieces.build(y, Piece.conv(5, 768).valid());
            Units.head(graph, y, 0, classes);
        } else {
            y = graph.add("flatten", new Op.Flatten(), y);
            y = graph.add("hidden", new Op.FullyConnected(pieces.scaled(1024), true), y);
            y = graph.activation(y, "hidden.act", ActivationFunction.RELU);
            Units.classifier(graph, y, 0.7, classes);
        }
        graph.as(Role.BODY);
    }

    private static Op pooling(Head head) {
        return switch (head) {
            case GOOGLENET, INCEPTION_V3 ->
                    new Op.Pool(PoolKind.AVERAGE, Window.valid(5, 3), false, false);
            case GOOGLENET_ADAPTIVE -> new Op.AdaptiveAveragePool(4, 4);
        };
    }

    @Override
    public String widthRule() {
        return "every convolution and hidden layer times w, to the nearest multiple of 8";
    }

    @Override
    public String depthRule() {
        return "a stage of n modules gets ⌈d·n⌉, stem and reductions stay";
    }

    @Override
    public Set<String> ownOptions() {
        return auxiliaries.isEmpty() ? Set.of() : Set.of("aux");
    }
}

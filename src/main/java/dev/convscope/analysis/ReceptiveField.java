package dev.convscope.analysis;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many input pixels one output position sees, along the widest path, and how far apart
/// neighbouring positions lie.
///
/// Padding is seen as input, auxiliary classifiers and gates of squeeze-and-excitation are left
/// out, and what follows a global pool or a flattening sees the whole image and has no receptive
/// field here.
///
/// @param height rows seen
/// @param width columns seen
/// @param strideHeight input rows between neighbouring output rows
/// @param strideWidth input columns between neighbouring output columns
public record ReceptiveField(int height, int width, int strideHeight, int strideWidth) {
    private static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, 1);

    public ReceptiveField {
        if (height < 1 || width < 1 || strideHeight < 1 || strideWidth < 1) {
            throw new IllegalArgumentException("a receptive field is at least one pixel");
        }
    }

    /// The field of every node, by index; empty where a node sees the whole image.
    public static List<Optional<ReceptiveField>> ofNodes(Graph graph) {
        List<Optional<ReceptiveField>> fields = new ArrayList<>();
        for (Node node : graph.nodes()) fields.add(of(node, fields));
        return fields;
    }

    /// The field at the end of every stage, in order; stages that see the whole image are left
    /// out.
    public static Map<String, ReceptiveField> ofStages(Graph graph) {
        Map<String, ReceptiveField> stages = new LinkedHashMap<>();
        List<Optional<ReceptiveField>> fields = ofNodes(graph);
        for (Node node : graph.nodes()) {
            if (node.stage().isEmpty() || node.role() == Role.AUXILIARY) continue;
            fields.get(node.index())
                    .ifPresent(field -> stages.merge(node.stage(), field, ReceptiveField::widest));
        }
        return stages;
    }

    /// The field of the last map before the image is pooled away.
    public static ReceptiveField ofLastMap(Graph graph) {
        List<Optional<ReceptiveField>> fields = ofNodes(graph);
        return graph.nodes().stream()
                .filter(node -> node.role() != Role.AUXILIARY)
                .flatMap(node -> fields.get(node.index()).stream())
                .reduce(PIXEL, ReceptiveField::widest);
    }

    private static Optional<ReceptiveField> of(Node node, List<Optional<ReceptiveField>> fields) {
        return switch (node.op()) {
            case Op.Input _ -> Optional.of(PIXEL);
            case Op.Conv conv -> first(node, fields).map(field -> field.through(conv.window()));
            case Op.Pool pool -> first(node, fields).map(field -> field.through(pool.window()));
            case Op.GlobalAveragePool _,
                    Op.AdaptiveAveragePool _,
                    Op.FullyConnected _,
                    Op.Flatten _ ->
                    Optional.empty();
            case Op.Add _, Op.Concat _ -> widestInput(node, fields);
            case Op.BatchNorm _,
                    Op.Activation _,
                    Op.LocalResponseNorm _,
                    Op.ChannelMultiply _,
                    Op.Scale _,
                    Op.Dropout _,
                    Op.Shift _,
                    Op.ChannelPad _ ->
                    first(node, fields);
        };
    }

    private static Optional<ReceptiveField> first(
            Node node, List<Optional<ReceptiveField>> fields) {
        return fields.get(node.inputs().getFirst());
    }

    private static Optional<ReceptiveField> widestInput(
            Node node, List<Optional<ReceptiveField>> fields) {
        Optional<ReceptiveField> widest = Optional.of(PIXEL);
        for (int input : node.inputs()) {
            if (fields.get(input).isEmpty()) return Optional.empty();
            widest = fields.get(input).map(widest.get()::widest);
        }
        return widest;
    }

    private ReceptiveField through(Window window) {
        return new ReceptiveField(
                height + (window.reachHeight() - 1) * strideHeight,
                width + (window.reachWidth() - 1) * strideWidth,
                strideHeight * window.strideHeight(),
                strideWidth * window.strideWidth());
    }

    private ReceptiveField widest(ReceptiveField other) {
        return new ReceptiveField(
                Math.max(height, other.height),
                Math.max(width, other.width),
                Math.max(strideHeight, other.strideHeight),
                Math.max(strideWidth, other.strideWidth));
    }
}

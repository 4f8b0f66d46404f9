package dev.convscope.cli;

import dev.convscope.analysis.ReceptiveField;
import dev.convscope.analysis.StochasticDepth;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.model.Model;
import dev.convscope.result.SummaryResult;
import dev.convscope.zoo.BlockNetworks;
import dev.convscope.zoo.BlockRow;
import dev.convscope.zoo.BlockString;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// What a summary tells beyond counts.
final class SummaryExtras {
    /// Block strings begin after the stem.
    private static final int FIRST_STAGE = 2;

    private SummaryExtras() {}

    /// Receptive fields and block strings, stage by stage.
    static List<SummaryResult.Stage> stages(Model model) {
        Map<String, ReceptiveField> fields = ReceptiveField.ofStages(model.graph());
        List<BlockRow> rows =
                model.network()
                        .map(
                                network ->
                                        network.architecture()
                                                .blockRows(Laboratory.configuration(model)))
                        .orElse(List.of());
        List<SummaryResult.Stage> stages = new ArrayList<>();
        for (String name : names(model.graph())) {
            ReceptiveField field = fields.get(name);
            stages.add(
                    new SummaryResult.Stage(
                            name,
                            field == null ? OptionalLong.empty() : OptionalLong.of(field.height()),
                            field == null
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(field.strideHeight()),
                            blockString(model.graph(), rows, name)));
        }
        return stages;
    }

    private static Set<String> names(Graph graph) {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (!node.stage().isEmpty()) names.add(node.stage());
        }
        return names;
    }

    /// Every stage as a file of block strings would have it, so that the column can be read back.
    private static String blockString(Graph graph, List<BlockRow> rows, String stage) {
        if (rows.isEmpty()) return "";
        for (int i = 0; i < rows.size(); i++) {
            if (stage.equals("" + (i + FIRST_STAGE))) return BlockString.of(rows.get(i));
        }
        boolean stem = stage.equals("1");
        int implied = stem ? rows.getFirst().input() : BlockNetworks.HEAD;
        int channels = convolution(graph, stage).shape().channels();
        return channels == implied ? "" : (stem ? "stem " : "head ") + channels;
    }

    private static Node convolution(Graph graph, String stage) {
        return graph.nodes().stream()
                .filter(node -> node.stage().equals(stage) && node.op() instanceof Op.Conv)
                .findFirst()
                .orElseThrow();
    }

    /// What was published about the network at this size.
    static List<SummaryResult.Published> published(Model model) {
        return model
                .network()
                .map(network -> network.published(Laboratory.configuration(model)))
                .orElse(List.of())
                .stream()
                .map(
                        p ->
                                new SummaryResult.Published(
                                        p.source(), p.params(), p.flops(), p.top1(), p.top5()))
                .toList();
    }

    /// Stochastic depth and dropout.
    static SummaryResult.Training training(Model model) {
        double survival =
                model.network()
                        .map(network -> network.architecture().survival())
                        .orElse(OptionalDouble.empty())
                        .orElse(1);
        var schedule = StochasticDepth.of(model.graph(), survival);
        return new SummaryResult.Training(
                dropout(model.graph()),
                schedule.expectedMacs(),
                schedule.blocks().stream()
                        .map(b -> new SummaryResult.Block(b.name(), b.skip(), b.survival()))
                        .toList());
    }

    private static OptionalDouble dropout(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Op.Dropout)
                .mapToDouble(node -> ((Op.Dropout) node.op()).rate())
                .reduce((_, last) -> last);
    }
}

package dev.convscope.scaling;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One stage before and after scaling: what the multipliers ask for, and what was built.
///
/// @param stage its name
/// @param baseChannels channels it writes in the base network
/// @param exactChannels the same times w
/// @param channels channels it really writes
/// @param baseBlocks blocks of the base network
/// @param exactBlocks the same times d; unchanged where a stage is no run of blocks
/// @param blocks blocks it really has
/// @param pixels side of the map it writes
public record StageScaling(
        String stage,
        int baseChannels,
        double exactChannels,
        int channels,
        int baseBlocks,
        double exactBlocks,
        int blocks,
        int pixels) {

    private record Stage(int channels, int blocks, boolean repeats, int pixels) {}

    /// The stages of a network, before and after; gates, poolings and classifiers left out.
    public static List<StageScaling> of(ScalingBase base, ScaledNetwork scaled) {
        Map<String, Stage> before = stages(base.build(1, 1, base.pixels()));
        Map<String, Stage> after = stages(scaled.graph());
        Multipliers m = scaled.multipliers();
        List<StageScaling> rows = new ArrayList<>();
        before.forEach(
                (name, stage) -> {
                    Stage real = after.get(name);
                    if (real != null) rows.add(row(name, stage, real, m));
                });
        return rows;
    }

    private static StageScaling row(String name, Stage stage, Stage real, Multipliers m) {
        return new StageScaling(
                name,
                stage.channels(),
                stage.channels() * m.width(),
                real.channels(),
                stage.blocks(),
                stage.repeats() ? stage.blocks() * m.depth() : stage.blocks(),
                real.blocks(),
                real.pixels());
    }

    private static Map<String, Stage> stages(Graph graph) {
        Map<String, Node> last = new LinkedHashMap<>();
        Map<String, Set<String>> blocks = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (node.stage().isEmpty() || node.shape().pixels() == 1) continue;
            if (node.op() instanceof Op.Pool) continue;
            last.put(node.stage(), node);
            blocks.computeIfAbsent(node.stage(), _ -> new LinkedHashSet<>()).add(node.block());
        }
        Map<String, Stage> stages = new LinkedHashMap<>();
        last.forEach(
                (name, node) ->
                        stages.put(
                                name,
                                new Stage(
                                        node.shape().channels(),
                                        blocks.get(name).size(),
                                        !blocks.get(name).contains(name),
                                        node.shape().height())));
        return stages;
    }
}

package dev.convscope.engine;

import dev.convscope.executor.Executor;
import dev.convscope.executor.Host;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Target;
import dev.convscope.plan.Traced;
import dev.convscope.weights.Weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/// Holds every layer that the vector engine computes against the reference, on one input: where
/// folding, fusion and Winograd's transforms cost digits.
///
/// Layers that a plan fuses into others have no value of their own; the last of them has.
public final class LayerCheck {
    private final Executor executor;
    private final float[] input;
    private final float[] output;
    private final Queue<Traced.Value> ahead;
    private final Map<String, float[]> held = new HashMap<>();
    private final Map<String, Traced.Value> traced = new HashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private int ran;

    /// One layer.
    ///
    /// @param kernel that computed it
    /// @param difference from the reference; errors of the layers before are in it
    public record Layer(String name, String kernel, Verification difference) {}

    private LayerCheck(Traced plan, Executor executor, float[] input) {
        this.executor = executor;
        this.input = input;
        this.output = new float[Math.toIntExact(plan.plan().output().elements())];
        this.ahead = new ArrayDeque<>(plan.values());
        plan.values().forEach(value -> traced.put(value.layer(), value));
    }

    /// The layers in the order of the graph.
    ///
    /// @param exact whether to check the plan without Winograd's transforms
    public static List<Layer> of(Graph graph, Weights weights, boolean exact, float[] input) {
        Traced plan = Planner.trace(graph, weights, new Target(Host.machine(), exact, 1));
        try (var executor = new Executor(plan.plan(), 1)) {
            var check = new LayerCheck(plan, executor, input);
            ReferenceEngine.trace(graph, weights, input, check::compare);
            return check.layers;
        }
    }

    private void compare(Node node, float[] expected) {
        Traced.Value value = traced.get(node.name());
        if (value == null) return;
        while (!held.containsKey(node.name())) advance();
        float[] actual = held.remove(node.name());
        layers.add(new Layer(node.name(), value.kernel(), Verification.compare(expected, actual)));
    }

    /// Runs to the next value and takes a copy, because a later step may overwrite it.
    private void advance() {
        Traced.Value next = ahead.remove();
        while (ran <= next.step()) executor.runStep(ran++, input, output);
        held.put(next.layer(), executor.value(next.plane(), next.slots()));
    }
}

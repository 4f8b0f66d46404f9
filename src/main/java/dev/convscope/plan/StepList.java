package dev.convscope.plan;

import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.kernels.KernelCall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The steps of a plan so far, each with the work of the layers that it covers.
final class StepList {
    private final Placement placement;
    private final List<Step> steps = new ArrayList<>();

    StepList(Placement placement) {
        this.placement = placement;
    }

    /// A view of all of them, which grows with them.
    List<Step> all() {
        return Collections.unmodifiableList(steps);
    }

    int size() {
        return steps.size();
    }

    /// Adds a step that does all work of an instruction.
    void add(String kernel, Instruction instruction, KernelCall call) {
        addShare(kernel, instruction, call, 0, 1);
    }

    /// Adds one of several steps that share the work of an instruction; the shares add up to it.
    ///
    /// @param share from 0 to before `shares`
    void addShare(String kernel, Instruction instruction, KernelCall call, int share, int shares) {
        long macs = instruction.layers().stream().mapToLong(StepList::macs).sum();
        steps.add(
                new Step(
                        kernel,
                        names(instruction),
                        share(macs, share, shares),
                        share(bytes(instruction), share, shares),
                        call));
    }

    /// Adds a step whose work is counted elsewhere, or is none of a layer's.
    void addUncounted(String kernel, Instruction instruction, KernelCall call) {
        steps.add(new Step(kernel, names(instruction), 0, 0, call));
    }

    /// Adds a step that belongs to no instruction.
    void addUncounted(String kernel, KernelCall call) {
        steps.add(new Step(kernel, List.of(), 0, 0, call));
    }

    private static long share(long work, int share, int shares) {
        return work * (share + 1) / shares - work * share / shares;
    }

    /// Bytes that an instruction must move at least: inputs, outputs and weights.
    private long bytes(Instruction instruction) {
        long bytes = instruction.shape().bytes();
        for (int input : instruction.inputs()) bytes += placement.shape(input).bytes();
        for (Node layer : instruction.layers()) {
            for (var parameter : layer.parameters()) bytes += 4 * parameter.elements();
        }
        return bytes;
    }

    private static long macs(Node node) {
        boolean linear = node.op() instanceof Op.Conv || node.op() instanceof Op.FullyConnected;
        if (!linear) return 0;
        return node.parameters().getFirst().elements() * node.shape().pixels();
    }

    private static List<String> names(Instruction instruction) {
        return instruction.layers().stream().map(Node::name).toList();
    }
}

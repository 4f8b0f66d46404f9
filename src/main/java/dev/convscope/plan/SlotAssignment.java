package dev.convscope.plan;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides in which slots each value's channels lie, and reorders where two instructions disagree.
///
/// Convolutions write channel c to slot c and can read any slots, because their weights are packed
/// to match; what works lane by lane keeps the slots of its input.
final class SlotAssignment {
    private final Map<Integer, Slots> slots = new HashMap<>();
    private final Map<Integer, Shape> shapes = new HashMap<>();
    private final List<Instruction> program = new ArrayList<>();
    private int nextValue;

    private SlotAssignment(int nextValue) {
        this.nextValue = nextValue;
    }

    record Result(List<Instruction> program, Map<Integer, Slots> slots) {}

    static Result assign(List<Instruction> instructions) {
        int largest = instructions.stream().mapToInt(Instruction::output).max().orElseThrow();
        var assignment = new SlotAssignment(largest + 1);
        instructions.forEach(assignment::add);
        return new Result(List.copyOf(assignment.program), Map.copyOf(assignment.slots));
    }

    private void add(Instruction instruction) {
        switch (instruction) {
            case Instruction.Image image -> put(image, identity(image));
            case Instruction.Linear linear -> {
                Slots result = lanewise(linear) ? slots.get(linear.input()) : identity(linear);
                put(withResidualIn(linear, result), result);
            }
            case Instruction.Pointwise pointwise -> put(pointwise, slots.get(pointwise.input()));
            case Instruction.Sum sum -> {
                Slots result = slots.get(sum.left());
                int right = reordered(sum.right(), result);
                put(
                        new Instruction.Sum(
                                sum.left(), right, sum.activation(), sum.output(), sum.layers()),
                        result);
            }
            case Instruction.Gate gate -> {
                Slots result = slots.get(gate.input());
                int factor = reordered(gate.gate(), result);
                put(
                        new Instruction.Gate(gate.input(), factor, gate.output(), gate.layers()),
                        result);
            }
            case Instruction.Join join ->
                    put(join, Slots.concatenated(join.inputs().stream().map(slots::get).toList()));
            case Instruction.Single single -> single(single);
            case Instruction.Reorder reorder -> put(reorder, reorder.target());
            case Instruction.Fused _, Instruction.GatedLinear _ ->
                    throw new IllegalStateException("before its slots are known: " + instruction);
        }
    }

    private void single(Instruction.Single single) {
        switch (single.node().op()) {
            case Op.LocalResponseNorm _ -> {
                Slots ordered = identity(single);
                int input = reordered(single.input(), ordered);
                put(new Instruction.Single(single.node(), input, single.output()), ordered);
            }
            case Op.ChannelPad _ -> put(single, identity(single));
            default -> put(single, slots.get(single.input()));
        }
    }

    private Instruction withResidualIn(Instruction.Linear linear, Slots result) {
        if (linear.residual().isEmpty()) return linear;
        int residual = reordered(linear.residual().get(), result);
        return new Instruction.Linear(
                linear.node(),
                linear.norm(),
                linear.input(),
                java.util.Optional.of(residual),
                linear.activation(),
                linear.output(),
                linear.layers());
    }

    /// A depthwise convolution without a channel multiplier keeps each channel in its lane.
    static boolean lanewise(Instruction.Linear linear) {
        int channels = linear.node().inputShape().channels();
        return linear.node().op() instanceof Op.Conv conv
                && conv.depthwise(channels)
                && conv.outChannels() == channels;
    }

    private int reordered(int value, Slots target) {
        if (slots.get(value).same(target)) return value;
        int copy = nextValue++;
        put(new Instruction.Reorder(value, target, shapes.get(value), copy), target);
        return copy;
    }

    private static Slots identity(Instruction instruction) {
        return Slots.identity(instruction.shape().channels());
    }

    private void put(Instruction instruction, Slots result) {
        program.add(instruction);
        slots.put(instruction.output(), result);
        shapes.put(instruction.output(), instruction.shape());
    }
}

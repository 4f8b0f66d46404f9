package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.graph.Op;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Decides which gates are multiplied into the weights of the convolution behind them: those of
/// maps that have several pixels for each output of the convolution.
///
/// The products are the same but for the order of two of their factors.
final class GateFolding {
    /// Pixels for each output from which on it pays: weights mostly come from memory, and scaled
    /// ones go to lines that are not in a cache, while the map is in the second-level cache.
    private static final int LEAST_RATIO = 4;

    private final int threads;

    /// @param threads that share an inference, each with scaled weights of its own
    GateFolding(int threads) {
        this.threads = threads;
    }

    List<Instruction> fold(List<Instruction> program, int output) {
        List<Instruction> folded = new ArrayList<>();
        for (Instruction instruction : program) {
            var gated =
                    folded.isEmpty()
                            ? Optional.<Instruction.GatedLinear>empty()
                            : gated(folded.getLast(), instruction, program, output);
            if (gated.isPresent()) folded.removeLast();
            folded.add(gated.isPresent() ? gated.get() : instruction);
        }
        return List.copyOf(folded);
    }

    private static Optional<Instruction.GatedLinear> gated(
            Instruction last, Instruction instruction, List<Instruction> program, int output) {
        boolean suits =
                last instanceof Instruction.Gate gate
                        && instruction instanceof Instruction.Linear linear
                        && gate.output() == linear.input()
                        && gate.output() != output
                        && isAlone(gate.output(), program)
                        && isPointwise(linear)
                        && LEAST_RATIO * paddedOutputs(linear) <= linear.node().shape().pixels();
        if (!suits) return Optional.empty();
        var gate = (Instruction.Gate) last;
        var linear = (Instruction.Linear) instruction;
        return Optional.of(new Instruction.GatedLinear(gate, linear.readingFrom(gate.input())));
    }

    private static boolean isAlone(int value, List<Instruction> program) {
        return program.stream().filter(reader -> reader.inputs().contains(value)).count() == 1;
    }

    private static boolean isPointwise(Instruction.Linear linear) {
        return linear.node().op() instanceof Op.Conv conv
                && conv.groups() == 1
                && conv.window().area() == 1
                && conv.window().strideHeight() == 1
                && conv.window().strideWidth() == 1;
    }

    private static int paddedOutputs(Instruction.Linear linear) {
        return Math.ceilDiv(linear.node().shape().channels(), BLOCK) * BLOCK;
    }

    /// Floats of working memory: each thread's scaled weights.
    int scratch(Instruction.GatedLinear gated, Placement placement) {
        return threads * scratchOfThread(gated.linear(), placement);
    }

    /// For each output a bias, as many weights as the input has lanes, and its part of the rest of
    /// a line behind a panel, which is never less than four outputs.
    private static int scratchOfThread(Instruction.Linear linear, Placement placement) {
        int lanes = placement.slots(linear.input()).blocks() * BLOCK;
        return (lanes + 1 + BLOCK / 4) * paddedOutputs(linear);
    }

    /// @param conv reads its weights from the constants
    KernelCall.GatedConv emit(
            Instruction.GatedLinear gated,
            KernelCall.Conv conv,
            int lanes,
            Placement placement,
            int scratch) {
        var first = conv.panels().getFirst();
        var last = conv.panels().getLast();
        var lastWeights =
                new PanelWeights(conv.tiles(), last.vectors(), lanes, conv.reads().count());
        int length = last.weights() + lastWeights.length() - first.weights();
        int apart = scratchOfThread(gated.linear(), placement);
        if (length > apart) throw new IllegalStateException("no room for weights of " + conv);
        var convs =
                IntStream.range(0, threads)
                        .mapToObj(i -> scratch + i * apart - first.weights())
                        .map(conv::movingWeights)
                        .toList();
        return new KernelCall.GatedConv(
                convs, first.weights(), length, gates(gated, conv, placement));
    }

    /// A pointwise convolution reads each lane at its place in the first pixel.
    private static int[] gates(
            Instruction.GatedLinear gated, KernelCall.Conv conv, Placement placement) {
        Plane map = placement.plane(gated.linear().input());
        Plane gate = placement.plane(gated.gate().gate());
        return IntStream.of(conv.reads().offsets())
                .map(read -> gate.at(read / map.blockStride(), 0, 0) + read % map.blockStride())
                .toArray();
    }
}

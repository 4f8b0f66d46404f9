package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;
import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Emits the steps that move, pool or change maps without multiplying them by a matrix.
final class MapSteps {
    private final PlanContext context;
    private final Placement placement;
    private final StepList steps;

    MapSteps(PlanContext context, StepList steps) {
        this.context = context;
        this.placement = context.placement();
        this.steps = steps;
    }

    /// Zeros around the map that the instruction writes first.
    void emitHalo(Instruction instruction, Placement.Buffer buffer) {
        Placement.Halo halo = buffer.halo();
        var call =
                new KernelCall.ZeroHalo(
                        buffer.origin(),
                        buffer.blocks(),
                        buffer.shape().height(),
                        buffer.shape().width(),
                        buffer.blockStride(),
                        buffer.rowStride(),
                        buffer.pixelStride(),
                        halo.top(),
                        halo.left(),
                        halo.bottom(),
                        halo.right());
        steps.addUncounted("F32ZeroHalo", instruction, call);
    }

    void emit(Instruction.Image image) {
        Placement.Buffer buffer = placement.buffer(image.output());
        Shape shape = image.node().shape();
        // A blocked image may lie inside of a concatenation.
        int offset =
                placement.interleaved(image.output())
                        ? buffer.origin()
                        : placement.plane(image.output()).offset();
        var call =
                new KernelCall.PackImage(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        offset,
                        buffer.rowStride(),
                        buffer.pixelStride(),
                        buffer.blockStride());
        steps.add("F32PackImage", image, call);
    }

    void emit(Instruction.Pointwise pointwise) {
        Slots slots = placement.slots(pointwise.output());
        int offset = -1;
        if (pointwise.norm().isPresent()) {
            var affine = ConvPacking.Affine.of(pointwise.norm().get(), context.weights());
            offset = context.constants().add(affine.packed(slots));
        } else if (pointwise.factor() != 1) {
            float[] scale = new float[slots.channels()];
            Arrays.fill(scale, (float) pointwise.factor());
            var affine = new ConvPacking.Affine(scale, new float[slots.channels()]);
            offset = context.constants().add(affine.packed(slots));
        }
        var call =
                new KernelCall.Affine(
                        placement.plane(pointwise.input()),
                        placement.plane(pointwise.output()),
                        offset,
                        pointwise.activation());
        steps.add("F32Affine", pointwise, call);
    }

    void emit(Instruction.Sum sum) {
        var call =
                new KernelCall.Add(
                        placement.plane(sum.left()),
                        placement.plane(sum.right()),
                        placement.plane(sum.output()),
                        sum.activation());
        steps.add("F32Add", sum, call);
    }

    void emit(Instruction.Gate gate) {
        Plane factor = placement.plane(gate.gate());
        var call =
                new KernelCall.ChannelScale(
                        placement.plane(gate.input()),
                        factor.offset(),
                        factor.blockStride(),
                        placement.plane(gate.output()));
        steps.add("F32ChannelScale", gate, call);
    }

    /// Copies the inputs that do not already lie in the result.
    void emit(Instruction.Join join) {
        Plane whole = placement.plane(join.output());
        int block = 0;
        for (int input : join.inputs()) {
            int blocks = placement.slots(input).blocks();
            if (!placement.heldBy(input, join.output(), block)) {
                Plane slice =
                        new Plane(
                                whole.at(block, 0, 0),
                                blocks,
                                whole.height(),
                                whole.width(),
                                whole.blockStride(),
                                whole.rowStride());
                var copy =
                        new KernelCall.Affine(placement.plane(input), slice, -1, Activation.NONE);
                steps.add("F32Affine", join, copy);
            }
            block += blocks;
        }
    }

    void emit(Instruction.Single single) {
        Plane in = placement.plane(single.input());
        Plane out = placement.plane(single.output());
        switch (single.node().op()) {
            case Op.Pool pool -> steps.add("F32Pool", single, pool(pool, in, out));
            case Op.GlobalAveragePool _, Op.AdaptiveAveragePool _ ->
                    steps.add("F32Average", single, new KernelCall.AdaptiveAverage(in, out));
            case Op.LocalResponseNorm norm ->
                    steps.add("F32LocalResponseNorm", single, normalisation(single, norm, in, out));
            case Op.Shift(int down, int right) -> {
                int[] same = IntStream.range(0, out.blocks() * BLOCK).toArray();
                rearrange(single, same, down, right);
            }
            case Op.ChannelPad(int before, int _) -> {
                Slots slots = placement.slots(single.input());
                int[] sources = new int[out.blocks() * BLOCK];
                Arrays.fill(sources, -1);
                for (int c = 0; c < slots.channels(); c++) sources[before + c] = slots.slots()[c];
                rearrange(single, sources, 0, 0);
            }
            default -> throw new IllegalStateException("not a single: " + single.node().name());
        }
    }

    void emit(Instruction.Reorder reorder) {
        rearrange(reorder, placement.slots(reorder.input()).sourcesFor(reorder.target()), 0, 0);
    }

    /// The logits, in the order of their classes.
    void emitOutput(int value) {
        var call =
                new KernelCall.UnpackOutput(placement.plane(value), placement.slots(value).slots());
        steps.addUncounted("F32UnpackOutput", call);
    }

    private static KernelCall.LocalResponseNorm normalisation(
            Instruction.Single single, Op.LocalResponseNorm norm, Plane in, Plane out) {
        return new KernelCall.LocalResponseNorm(
                in,
                out,
                single.shape().channels(),
                norm.size(),
                norm.alpha(),
                norm.beta(),
                norm.k());
    }

    private static KernelCall.Pool pool(Op.Pool pool, Plane in, Plane out) {
        Window window = pool.window();
        var rows = window.rowPadding(in.height());
        var columns = window.columnPadding(in.width());
        return new KernelCall.Pool(
                pool.kind() == PoolKind.MAX,
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilation(),
                rows.before(),
                columns.before(),
                rows.after(),
                columns.after(),
                pool.countPadding(),
                in,
                out);
    }

    /// @param sources for each lane of the output that of the input; -1 for zero
    private void rearrange(Instruction instruction, int[] sources, int down, int right) {
        Plane in = placement.plane(instruction.inputs().getFirst());
        Plane out = placement.plane(instruction.output());
        var call = new KernelCall.Rearrange(in, out, sources, down, right);
        steps.add("F32Rearrange", instruction, call);
    }
}

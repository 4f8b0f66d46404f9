package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

/// Resolves one depthwise convolution: tiles of its rows, and its weights by blocks of channels.
final class DepthwiseEmission {
    private final Instruction.Linear linear;
    private final PlanContext context;
    private final Placement placement;
    private final Window window;

    DepthwiseEmission(Instruction.Linear linear, PlanContext context) {
        this.linear = linear;
        this.context = context;
        this.placement = context.placement();
        this.window = ((Op.Conv) linear.node().op()).window();
    }

    /// Without the mean of its output.
    KernelCall.Depthwise emit() {
        return emit(1, -1);
    }

    /// @param bands of rows, for each of which there is a share of the mean
    /// @param means offset of those shares; -1 if there are none
    KernelCall.Depthwise emit(int bands, int means) {
        Plane out = placement.plane(linear.output());
        // A fused input has no place; its reader sets it.
        boolean placed = placement.isPlaced(linear.input());
        Plane in = placed ? placement.plane(linear.input()) : out;
        Shape shape = linear.node().inputShape();
        int top = window.rowPadding(shape.height()).before();
        int left = window.columnPadding(shape.width()).before();
        return new KernelCall.Depthwise(
                window.kernelHeight(),
                window.kernelWidth(),
                window.strideHeight(),
                window.strideWidth(),
                window.dilation(),
                TileCover.ofMaps(context.machine()) == TileSet.FENCED,
                in.offset() - top * in.rowStride() - left * BLOCK,
                in.blockStride(),
                in.rowStride(),
                context.constants().add(packed()),
                Fusion.tiled(window) ? DepthwiseCover.of(out.width()) : new int[0],
                out,
                linear.activation(),
                bands,
                means);
    }

    /// `[block][bias, then row, column][16]` in the slots of input and output.
    private float[] packed() {
        var packing = ConvPacking.of(linear.node(), linear.norm(), context.weights());
        Slots slots = placement.slots(linear.output());
        int area = window.area();
        float[] packed = new float[slots.blocks() * (area + 1) * BLOCK];
        for (int c = 0; c < slots.channels(); c++) {
            int slot = slots.slots()[c];
            int at = slot / BLOCK * (area + 1) * BLOCK + slot % BLOCK;
            packed[at] = packing.bias()[c];
            for (int i = 0; i < area; i++) packed[at + (i + 1) * BLOCK] = packing.weight(c, 0, i);
        }
        return packed;
    }
}

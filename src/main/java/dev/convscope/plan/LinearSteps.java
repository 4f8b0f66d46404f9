package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

import java.util.List;
import java.util.Optional;

/// Emits the steps of convolutions and fully connected layers.
final class LinearSteps {
    private final PlanContext context;
    private final Placement placement;
    private final StepList steps;

    LinearSteps(PlanContext context, StepList steps) {
        this.context = context;
        this.placement = context.placement();
        this.steps = steps;
    }

    /// @param at index of the instruction in the program
    void emit(Instruction.Linear linear, int at) {
        if (SlotAssignment.lanewise(linear)) {
            var call = new DepthwiseEmission(linear, context).emit();
            steps.add(name("F32Depthwise", call), linear, call);
            return;
        }
        var winograd = winograd(linear, at);
        if (winograd.isPresent()) {
            emitWinograd(linear, winograd.get().emit());
        } else {
            var call = new ConvEmission(linear, context).emit();
            steps.add(name("F32Conv", call), linear, call);
        }
    }

    void emit(Instruction.GatedLinear gated, int at) {
        var conv = new ConvEmission(gated.linear(), context).emit();
        int lanes = context.machine().lanes();
        var call =
                context.choices()
                        .gates()
                        .emit(gated, conv, lanes, placement, placement.scratch(at));
        steps.add(name("F32GatedConv", conv), gated, call);
    }

    /// The mean over the shares of several bands is a step of its own.
    void emit(Instruction.Fused fused, int at) {
        Fusion fusion = context.choices().fusion();
        int bands = Fusion.bands(fused);
        boolean inShares = fused.mean().isPresent() && bands > 1;
        int means = -1;
        if (inShares) {
            means = placement.scratch(at) + fusion.rings(fused);
        } else if (fused.mean().isPresent()) {
            means = vector(placement.plane(fused.mean().get().output()));
        }
        var filter = new DepthwiseEmission(fused.depthwise(), context).emit(bands, means);
        if (fused.before().isEmpty()) {
            steps.add(name("F32Depthwise", filter), fused, filter);
        } else {
            var ring = fusion.ring(fused, placement.scratch(at));
            var call = new FusedEmission(fused, context, ring).emit(filter);
            steps.add(name("F32ConvDepthwise", filter), fused, call);
        }
        if (inShares) emitMean(fused.mean().get(), means, bands);
    }

    private static int vector(Plane means) {
        if (means.blocks() > 1 && means.blockStride() != BLOCK) {
            throw new IllegalStateException("means are not a vector: " + means);
        }
        return means.offset();
    }

    private void emitMean(Instruction.Single mean, int shares, int bands) {
        Plane out = placement.plane(mean.output());
        Plane in = new Plane(shares, out.blocks(), 1, bands, bands * BLOCK, bands * BLOCK);
        steps.add("F32Average", mean, new KernelCall.AdaptiveAverage(in, out));
    }

    /// Winograd's transforms, where they are faster and the layer's weights allow them.
    private Optional<WinogradEmission> winograd(Instruction.Linear linear, int at) {
        return context.choices()
                .winograd()
                .filters(linear, placement)
                .map(filters -> new WinogradEmission(linear, filters, at, context))
                .filter(WinogradEmission::accurate);
    }

    /// The layer's work is counted at its products, each batch with its share.
    private void emitWinograd(Instruction.Linear linear, List<KernelCall> calls) {
        int products = 0;
        int batches = calls.size() / 3;
        for (KernelCall call : calls) {
            switch (call) {
                case KernelCall.WinogradInput _ ->
                        steps.addUncounted("F32WinogradInput", linear, call);
                case KernelCall.WinogradOutput _ ->
                        steps.addUncounted("F32WinogradOutput", linear, call);
                case KernelCall.Conv conv ->
                        steps.addShare(
                                name("F32WinogradProducts", conv),
                                linear,
                                conv,
                                products++,
                                batches);
                default ->
                        throw new IllegalStateException("not of a Winograd convolution: " + call);
            }
        }
    }

    private static String name(String kernel, KernelCall.Depthwise call) {
        return kernel + call.kernelHeight() + "x" + call.kernelWidth();
    }

    private static String name(String kernel, KernelCall.Conv call) {
        var panel = call.panels().getFirst();
        int widest = 0;
        for (int id : panel.cover()) widest = Math.max(widest, TileSet.pixels(id));
        String way =
                switch (call.tiles()) {
                    case PAIRED -> "Pairs";
                    case STREAMED -> "Streams";
                    case WIDE, FENCED, SINGLE_PIXEL -> "";
                };
        return kernel + widest + "x" + panel.vectors() + way + "Step" + call.step();
    }
}

package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;
import dev.convscope.graph.Window;
import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;
import dev.convscope.weights.Weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Makes a plan of a graph and its weights for one machine.
public final class Planner {
    private final Weights weights;
    private final Machine machine;
    private final Placement placement;
    private final Choices choices;
    private final Constants constants;
    private final List<Step> steps = new ArrayList<>();
    private final List<Traced.Value> values = new ArrayList<>();

    private Planner(Weights weights, Target target, Placement placement, Choices choices) {
        this.weights = weights;
        this.machine = target.machine();
        this.constants = new Constants(target.asksAhead());
        this.placement = placement;
        this.choices = choices;
    }

    /// For one thread of a machine, as fast as it can.
    public static Plan plan(Graph graph, Weights weights, Machine machine) {
        return plan(graph, weights, Target.of(machine));
    }

    public static Plan plan(Graph graph, Weights weights, Target target) {
        return plan(graph, weights, target, _ -> {});
    }

    /// The same, telling each call as soon as it is decided, while the others are not.
    public static Plan plan(
            Graph graph, Weights weights, Target target, Consumer<KernelCall> decided) {
        return trace(graph, weights, target, decided).plan();
    }

    /// The same plan, and where it holds which layer's output.
    public static Traced trace(Graph graph, Weights weights, Target target) {
        return trace(graph, weights, target, _ -> {});
    }

    private static Traced trace(
            Graph graph, Weights weights, Target target, Consumer<KernelCall> decided) {
        Lowering.Result lowered = Lowering.lower(graph);
        SlotAssignment.Result assigned = SlotAssignment.assign(lowered.instructions());
        int output = lowered.output();
        var choices = Choices.of(target);
        List<Instruction> fused = choices.fusion().fuse(assigned.program(), output);
        List<Instruction> program = choices.gates().fold(fused, output);
        var placement = new Placement(program, output, assigned.slots(), choices);
        var planner = new Planner(weights, target, placement, choices);
        for (int i = 0; i < program.size(); i++) {
            int before = planner.steps.size();
            planner.emit(program.get(i), i);
            planner.note(program.get(i), before);
            for (Step step : planner.steps.subList(before, planner.steps.size())) {
                decided.accept(step.call());
            }
        }
        planner.emitOutput(output);
        var plan =
                new Plan(
                        graph.inputShape(),
                        graph.outputShape(),
                        target.machine(),
                        placement.arenaLength(),
                        planner.constants.pack(),
                        planner.steps);
        return new Traced(plan, planner.values);
    }

    private void note(Instruction instruction, int stepsBefore) {
        int last = steps.size() - 1;
        if (instruction instanceof Instruction.Fused fused) {
            boolean ofShares = steps.get(last).call() instanceof KernelCall.AdaptiveAverage;
            note(fused.depthwise(), stepsBefore, ofShares ? last - 1 : last);
            fused.mean().ifPresent(mean -> note(mean, stepsBefore, last));
        } else {
            note(instruction, stepsBefore, last);
        }
    }

    /// Partial sums and reordered copies are no layer's output; the image is known anyhow.
    private void note(Instruction instruction, int stepsBefore, int step) {
        boolean ofLayer =
                !instruction.layers().isEmpty()
                        && instruction.layers().getLast().index() == instruction.output();
        if (!ofLayer || instruction instanceof Instruction.Image || steps.isEmpty()) return;
        int value = instruction.output();
        values.add(
                new Traced.Value(
                        instruction.layers().getLast().name(),
                        step,
                        steps.size() == stepsBefore ? "in place" : steps.get(step).kernel(),
                        placement.plane(value),
                        placement.slots(value).slots()));
    }

    private void emit(Instruction instruction, int at) {
        Placement.Buffer buffer = placement.buffer(instruction.output());
        if (buffer.firstWrite() == at && !buffer.halo().isEmpty()) emitHalo(instruction, buffer);
        switch (instruction) {
            case Instruction.Image image -> emitImage(image, buffer);
            case Instruction.Linear linear -> {
                if (SlotAssignment.lanewise(linear)) {
                    var call = depthwise(linear, 1, -1);
                    add(depthwiseName("F32Depthwise", call), linear, call);
                } else {
                    winograd(linear, at)
                            .ifPresentOrElse(
                                    emission -> emitWinograd(linear, emission),
                                    () -> emitConv(linear));
                }
            }
            case Instruction.Fused fused -> emitFused(fused, at);
            case Instruction.GatedLinear gated -> emitGated(gated, at);
            case Instruction.Pointwise pointwise -> emitPointwise(pointwise);
            case Instruction.Sum sum ->
                    add(
                            "F32Add",
                            sum,
                            new KernelCall.Add(
                                    placement.plane(sum.left()),
                                    placement.plane(sum.right()),
                                    placement.plane(sum.output()),
                                    sum.activation()));
            case Instruction.Gate gate -> {
                Plane factor = placement.plane(gate.gate());
                add(
                        "F32ChannelScale",
                        gate,
                        new KernelCall.ChannelScale(
                                placement.plane(gate.input()),
                                factor.offset(),
                                factor.blockStride(),
                                placement.plane(gate.output())));
            }
            case Instruction.Join join -> emitJoin(join);
            case Instruction.Single single -> emitSingle(single);
            case Instruction.Reorder reorder ->
                    add(
                            "F32Rearrange",
                            reorder,
                            rearrange(
                                    reorder,
                                    placement.slots(reorder.input()).sourcesFor(reorder.target())));
        }
    }

    private void emitHalo(Instruction instruction, Placement.Buffer buffer) {
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
        steps.add(new Step("F32ZeroHalo", names(instruction), 0, 0, call));
    }

    private void emitImage(Instruction.Image image, Placement.Buffer buffer) {
        Shape shape = image.node().shape();
        // A blocked image may lie inside of a concatenation.
        int offset =
                placement.interleaved(image.output())
                        ? buffer.origin()
                        : placement.plane(image.output()).offset();
        add(
                "F32PackImage",
                image,
                new KernelCall.PackImage(
                        shape.channels(),
                        shape.height(),
                        shape.width(),
                        offset,
                        buffer.rowStride(),
                        buffer.pixelStride(),
                        buffer.blockStride()));
    }

    /// The mean over the shares of several bands is a step of its own.
    private void emitFused(Instruction.Fused fused, int at) {
        int bands = Fusion.bands(fused);
        int means = -1;
        if (fused.mean().isPresent()) {
            Plane mean = placement.plane(fused.mean().get().output());
            means =
                    bands > 1
                            ? placement.scratch(at) + choices.fusion().rings(fused)
                            : mean.offset();
            if (bands == 1 && mean.blocks() > 1 && mean.blockStride() != BLOCK) {
                throw new IllegalStateException("means are not a vector: " + mean);
            }
        }
        KernelCall.Depthwise filter = depthwise(fused.depthwise(), bands, means);
        if (fused.before().isEmpty()) {
            add(depthwiseName("F32Depthwise", filter), fused, filter);
        } else {
            var call =
                    new FusedEmission(
                                    fused,
                                    placement,
                                    machine,
                                    weights,
                                    constants,
                                    choices.fusion().ring(fused, placement.scratch(at)))
                            .emit(filter);
            add(depthwiseName("F32ConvDepthwise", filter), fused, call);
        }
        if (means >= 0 && bands > 1) emitMean(fused.mean().get(), means, bands);
    }

    private void emitMean(Instruction.Single mean, int shares, int bands) {
        Plane out = placement.plane(mean.output());
        Plane in = new Plane(shares, out.blocks(), 1, bands, bands * BLOCK, bands * BLOCK);
        add("F32Average", mean, new KernelCall.AdaptiveAverage(in, out));
    }

    private static String depthwiseName(String name, KernelCall.Depthwise call) {
        return name + call.kernelHeight() + "x" + call.kernelWidth();
    }

    private KernelCall.Depthwise depthwise(Instruction.Linear linear, int bands, int means) {
        Window window = ((Op.Conv) linear.node().op()).window();
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
                TileCover.ofMaps(machine) == TileSet.FENCED,
                in.offset() - top * in.rowStride() - left * BLOCK,
                in.blockStride(),
                in.rowStride(),
                constants.add(packDepthwise(linear, window.area())),
                Fusion.tiled(window) ? DepthwiseCover.of(out.width()) : new int[0],
                out,
                linear.activation(),
                bands,
                means);
    }

    private void emitConv(Instruction.Linear linear) {
        var call = new ConvEmission(linear, placement, machine, weights, constants).emit();
        add(convName(call), linear, call);
    }

    private void emitGated(Instruction.GatedLinear gated, int at) {
        var conv = new ConvEmission(gated.linear(), placement, machine, weights, constants).emit();
        var call =
                choices.gates()
                        .emit(gated, conv, machine.lanes(), placement, placement.scratch(at));
        add("F32Gated" + convName(conv).substring("F32".length()), gated, call);
    }

    /// Winograd's transforms, where they are faster and the layer's weights allow them.
    private Optional<WinogradEmission> winograd(Instruction.Linear linear, int at) {
        return choices.winograd()
                .filters(linear, placement)
                .map(
                        filters ->
                                new WinogradEmission(
                                        linear,
                                        filters,
                                        at,
                                        placement,
                                        machine,
                                        choices.winograd(),
                                        weights,
                                        constants))
                .filter(WinogradEmission::accurate);
    }

    /// The layer's work is counted at its products, each batch with its share.
    private void emitWinograd(Instruction.Linear linear, WinogradEmission emission) {
        List<KernelCall> calls = emission.emit();
        int products = 0;
        int batches = calls.size() / 3;
        for (KernelCall call : calls) {
            switch (call) {
                case KernelCall.WinogradInput _ ->
                        steps.add(new Step("F32WinogradInput", names(linear), 0, 0, call));
                case KernelCall.WinogradOutput _ ->
                        steps.add(new Step("F32WinogradOutput", names(linear), 0, 0, call));
                case KernelCall.Conv conv -> {
                    String name =
                            "F32WinogradProducts" + convName(conv).substring("F32Conv".length());
                    steps.add(share(name, linear, conv, products++, batches));
                }
                default ->
                        throw new IllegalStateException("not of a Winograd convolution: " + call);
            }
        }
    }

    /// One batch of a layer, with its part of the layer's work.
    private Step share(
            String kernel, Instruction.Linear linear, KernelCall call, int batch, int batches) {
        long macs = macs(linear.node());
        long bytes = bytes(linear);
        long before = macs * batch / batches;
        long bytesBefore = bytes * batch / batches;
        return new Step(
                kernel,
                names(linear),
                macs * (batch + 1) / batches - before,
                bytes * (batch + 1) / batches - bytesBefore,
                call);
    }

    /// `[block][bias, then row, column][16]` in the slots of input and output.
    private float[] packDepthwise(Instruction.Linear linear, int area) {
        ConvPacking packing = ConvPacking.of(linear.node(), linear.norm(), weights);
        Slots slots = placement.slots(linear.output());
        float[] packed = new float[slots.blocks() * (area + 1) * BLOCK];
        for (int c = 0; c < slots.channels(); c++) {
            int slot = slots.slots()[c];
            int at = slot / BLOCK * (area + 1) * BLOCK + slot % BLOCK;
            packed[at] = packing.bias()[c];
            for (int i = 0; i < area; i++) packed[at + (i + 1) * BLOCK] = packing.weight(c, 0, i);
        }
        return packed;
    }

    private void emitPointwise(Instruction.Pointwise pointwise) {
        Slots slots = placement.slots(pointwise.output());
        int offset = -1;
        if (pointwise.norm().isPresent()) {
            var affine = ConvPacking.Affine.of(pointwise.norm().get(), weights);
            offset = constants.add(affine.packed(slots));
        } else if (pointwise.factor() != 1) {
            float[] scale = new float[slots.channels()];
            java.util.Arrays.fill(scale, (float) pointwise.factor());
            var affine = new ConvPacking.Affine(scale, new float[slots.channels()]);
            offset = constants.add(affine.packed(slots));
        }
        var call =
                new KernelCall.Affine(
                        placement.plane(pointwise.input()),
                        placement.plane(pointwise.output()),
                        offset,
                        pointwise.activation());
        add("F32Affine", pointwise, call);
    }

    /// Copies the inputs that do not already lie in the result.
    private void emitJoin(Instruction.Join join) {
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
                add(
                        "F32Affine",
                        join,
                        new KernelCall.Affine(placement.plane(input), slice, -1, Activation.NONE));
            }
            block += blocks;
        }
    }

    private void emitSingle(Instruction.Single single) {
        Plane in = placement.plane(single.input());
        Plane out = placement.plane(single.output());
        switch (single.node().op()) {
            case Op.Pool pool -> add("F32Pool", single, pool(pool, in, out));
            case Op.GlobalAveragePool _, Op.AdaptiveAveragePool _ ->
                    add("F32Average", single, new KernelCall.AdaptiveAverage(in, out));
            case Op.LocalResponseNorm norm ->
                    add(
                            "F32LocalResponseNorm",
                            single,
                            new KernelCall.LocalResponseNorm(
                                    in,
                                    out,
                                    single.shape().channels(),
                                    norm.size(),
                                    norm.alpha(),
                                    norm.beta(),
                                    norm.k()));
            case Op.Shift(int down, int right) -> {
                int[] same = IntStream.range(0, out.blocks() * BLOCK).toArray();
                add("F32Rearrange", single, new KernelCall.Rearrange(in, out, same, down, right));
            }
            case Op.ChannelPad(int before, int _) -> {
                Slots slots = placement.slots(single.input());
                int[] sources = new int[out.blocks() * BLOCK];
                java.util.Arrays.fill(sources, -1);
                for (int c = 0; c < slots.channels(); c++) sources[before + c] = slots.slots()[c];
                add("F32Rearrange", single, rearrange(single, sources));
            }
            default -> throw new IllegalStateException("not a single: " + single.node().name());
        }
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

    private KernelCall.Rearrange rearrange(Instruction instruction, int[] sources) {
        return new KernelCall.Rearrange(
                placement.plane(instruction.inputs().getFirst()),
                placement.plane(instruction.output()),
                sources,
                0,
                0);
    }

    private void emitOutput(int value) {
        var call =
                new KernelCall.UnpackOutput(placement.plane(value), placement.slots(value).slots());
        steps.add(new Step("F32UnpackOutput", List.of(), 0, 0, call));
    }

    private static String convName(KernelCall.Conv call) {
        var panel = call.panels().getFirst();
        int widest = 0;
        for (int id : panel.cover()) widest = Math.max(widest, TileSet.pixels(id));
        String pairs = call.tiles() == TileSet.PAIRED ? "Pairs" : "";
        return "F32Conv" + widest + "x" + panel.vectors() + pairs + "Step" + call.step();
    }

    private void add(String kernel, Instruction instruction, KernelCall call) {
        long macs = instruction.layers().stream().mapToLong(Planner::macs).sum();
        steps.add(new Step(kernel, names(instruction), macs, bytes(instruction), call));
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

    private static List<String> names(Instruction instruction) {
        return instruction.layers().stream().map(Node::name).toList();
    }

    private static long macs(Node node) {
        boolean linear = node.op() instanceof Op.Conv || node.op() instanceof Op.FullyConnected;
        if (!linear) return 0;
        return node.parameters().getFirst().elements() * node.shape().pixels();
    }
}

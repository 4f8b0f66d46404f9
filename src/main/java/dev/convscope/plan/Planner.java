package dev.convscope.plan;

import dev.convscope.base.Machine;
import dev.convscope.graph.Graph;
import dev.convscope.kernels.KernelCall;
import dev.convscope.weights.Weights;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes a plan of a graph and its weights for one machine.
public final class Planner {
    private final Placement placement;
    private final StepList steps;
    private final LinearSteps linear;
    private final MapSteps maps;
    private final List<Traced.Value> values = new ArrayList<>();

    private Planner(PlanContext context) {
        this.placement = context.placement();
        this.steps = new StepList(placement);
        this.linear = new LinearSteps(context, steps);
        this.maps = new MapSteps(context, steps);
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
        var constants = new Constants(target.asksAhead());
        var context = new PlanContext(target.machine(), weights, placement, choices, constants);
        var planner = new Planner(context);
        planner.emit(program, output, decided);
        var plan =
                new Plan(
                        graph.inputShape(),
                        graph.outputShape(),
                        target.machine(),
                        placement.arenaLength(),
                        constants.pack(),
                        planner.steps.all());
        return new Traced(plan, planner.values);
    }

    private void emit(List<Instruction> program, int output, Consumer<KernelCall> decided) {
        for (int i = 0; i < program.size(); i++) {
            int before = steps.size();
            emit(program.get(i), i);
            note(program.get(i), before);
            for (Step step : steps.all().subList(before, steps.size())) {
                decided.accept(step.call());
            }
        }
        maps.emitOutput(output);
    }

    private void emit(Instruction instruction, int at) {
        Placement.Buffer buffer = placement.buffer(instruction.output());
        if (buffer.firstWrite() == at && !buffer.halo().isEmpty()) {
            maps.emitHalo(instruction, buffer);
        }
        switch (instruction) {
            case Instruction.Image image -> maps.emit(image);
            case Instruction.Linear layer -> linear.emit(layer, at);
            case Instruction.Fused fused -> linear.emit(fused, at);
            case Instruction.GatedLinear gated -> linear.emit(gated, at);
            case Instruction.Pointwise pointwise -> maps.emit(pointwise);
            case Instruction.Sum sum -> maps.emit(sum);
            case Instruction.Gate gate -> maps.emit(gate);
            case Instruction.Join join -> maps.emit(join);
            case Instruction.Single single -> maps.emit(single);
            case Instruction.Reorder reorder -> maps.emit(reorder);
        }
    }

    private void note(Instruction instruction, int stepsBefore) {
        int last = steps.size() - 1;
        if (instruction instanceof Instruction.Fused fused) {
            boolean ofShares = steps.all().get(last).call() instanceof KernelCall.AdaptiveAverage;
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
        if (!ofLayer || instruction instanceof Instruction.Image || steps.size() == 0) return;
        int value = instruction.output();
        boolean inPlace = steps.size() == stepsBefore;
        values.add(
                new Traced.Value(
                        instruction.layers().getLast().name(),
                        step,
                        inPlace ? "in place" : steps.all().get(step).kernel(),
                        placement.plane(value),
                        placement.slots(value).slots()));
    }
}

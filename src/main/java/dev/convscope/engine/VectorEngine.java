package dev.convscope.engine;

import dev.convscope.base.Machine;
import dev.convscope.executor.Executor;
import dev.convscope.executor.Host;
import dev.convscope.executor.KernelWarmUp;
import dev.convscope.graph.Graph;
import dev.convscope.plan.Planner;
import dev.convscope.plan.Target;
import dev.convscope.weights.Weights;

import java.util.Optional;

/// Our own executor: a plan for this machine, run by Vector API kernels.
public final class VectorEngine implements Engine {
    private final Optional<Machine> machine;

    /// Plans for the machine this JVM runs on.
    public VectorEngine() {
        this.machine = Optional.empty();
    }

    /// Plans for `machine`, whose vector width must be that of this JVM.
    public VectorEngine(Machine machine) {
        this.machine = Optional.of(machine);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Session prepare(Graph graph, Weights weights, Options options) {
        try (var warmUp = KernelWarmUp.begin()) {
            var target =
                    new Target(
                            machine.orElseGet(Host::machine), options.exact(), options.threads());
            var plan = Planner.plan(graph, weights, target, warmUp::add);
            return new VectorSession(new Executor(plan, options.threads(), warmUp));
        }
    }

    private record VectorSession(Executor executor) implements Session {
        @Override
        public int inputLength() {
            return Math.toIntExact(executor.plan().input().elements());
        }

        @Override
        public int outputLength() {
            return Math.toIntExact(executor.plan().output().elements());
        }

        @Override
        public void run(float[] input, float[] output) {
            Lengths.check("the input", input, inputLength());
            Lengths.check("the output", output, outputLength());
            executor.run(input, output);
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}

package dev.convscope.kernels.simd;

import dev.convscope.engine.Engine;
import dev.convscope.engine.Engines;
import dev.convscope.engine.Inputs;
import dev.convscope.engine.Verification;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.weights.Weights;

import java.util.Optional;

/// A JVM held to a vector width: prints the width it really used, and what of the kernel contract
/// and of the given networks is right or wrong.
final class WidthChild {
    private static final long SEED = 20260103;
    private static final int MOST_THREADS = 2;

    private WidthChild() {}

    /// @param networks model texts, each to be compared with the reference
    public static void main(String[] networks) {
        System.out.println("bits " + Lanes.bits());
        var cases = KernelCases.all();
        for (KernelCase test : cases) {
            Optional<String> broken =
                    KernelContract.agreesWithItsTwin(test)
                            .or(() -> KernelContract.partsMakeTheWhole(test, MOST_THREADS));
            broken.ifPresent(what -> System.out.println("broken " + what));
        }
        System.out.println("cases " + KernelCases.ofEveryWidth(cases));
        for (String network : networks) compare(network);
    }

    private static void compare(String network) {
        Graph graph = Model.of(network).graph();
        var weights = Weights.random(graph, SEED);
        float[] expected = run("reference", graph, weights, 1);
        for (int threads = 1; threads <= MOST_THREADS; threads++) {
            float[] actual = run("vector", graph, weights, threads);
            var verification = Verification.compare(expected, actual);
            System.out.printf(
                    "%s %s, seed %d, threads %d, error %.1e of the scale%n",
                    verification.ok() ? "agrees" : "differs",
                    network,
                    SEED,
                    threads,
                    verification.maxRelError());
        }
    }

    private static float[] run(String engine, Graph graph, Weights weights, int threads) {
        try (var session =
                Engines.named(engine).prepare(graph, weights, new Engine.Options(threads))) {
            float[] output = new float[session.outputLength()];
            session.run(Inputs.random(graph.inputShape(), SEED), output);
            return output;
        }
    }
}

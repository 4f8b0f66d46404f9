package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.graph.Graph;
import dev.convscope.weights.Weights;

/// One network, its weights and an image, to be run by several engines.
record Agreement(Graph graph, Weights weights, float[] image) {
    static final long SEED = 20260101;

    static Agreement of(Graph graph) {
        return new Agreement(
                graph, Weights.random(graph, SEED), Inputs.random(graph.inputShape(), SEED));
    }

    float[] run(String engine) {
        return run(engine, Engine.Options.singleThreaded());
    }

    float[] run(String engine, Engine.Options options) {
        try (var session = Engines.named(engine).prepare(graph, weights, options)) {
            var output = new float[session.outputLength()];
            session.run(image, output);
            return output;
        }
    }

    void between(String reference, String engine) {
        check(run(reference), reference, run(engine), engine);
    }

    void check(float[] expected, String reference, float[] actual, String engine) {
        var verification = Verification.compare(expected, actual);
        if (verification.ok()) return;
        assertThat(verification.maxRelError())
                .as(
                        "%s: %s against %s, seed %d; %s",
                        graph.name(), engine, reference, SEED, Difference.locate(this, engine))
                .isLessThanOrEqualTo(Verification.TOLERANCE);
    }
}

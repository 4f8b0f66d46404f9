package dev.convscope.bench;

import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;
import dev.convscope.weights.Weights;

import java.util.concurrent.atomic.AtomicLong;

/// Weights that know how long it took to make them: an engine that asks for one should not be
/// charged with that.
final class TimedWeights implements Weights {
    private final Weights weights;
    private final AtomicLong nanos = new AtomicLong();

    TimedWeights(Weights weights) {
        this.weights = weights;
    }

    @Override
    public float[] tensor(Node node, Parameter parameter) {
        long start = System.nanoTime();
        float[] tensor = weights.tensor(node, parameter);
        nanos.addAndGet(System.nanoTime() - start);
        return tensor;
    }

    /// Of all tensors so far.
    long nanos() {
        return nanos.get();
    }
}

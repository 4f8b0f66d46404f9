package dev.convscope.weights;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;

/// Weights from a seed, scaled so that the numbers of every feature map stay around one and the
/// output depends on the image ({@link SignalFlow}).
///
/// Every number depends on the seed, the tensor's owner, the parameter and its place in the tensor,
/// and on nothing else: not on the order of the calls, the threads or the machine. Tensors are made
/// anew at each call.
final class RandomWeights implements Weights {
    /// The increment and the two multipliers of SplitMix64 (Steele, Lea and Flood 2014).
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;

    private static final long FIRST_MULTIPLIER = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_MULTIPLIER = 0x94D049BB133111EBL;

    /// Mean and standard deviation of the sum of four independent 16-bit numbers.
    private static final int MEAN = 2 * 0xFFFF;

    private static final double DEVIATION = Math.sqrt(4 * ((1L << 32) - 1) / 12.0);

    private final SignalFlow flow;
    private final long seed;

    RandomWeights(Graph graph, long seed) {
        this.flow = new SignalFlow(graph);
        this.seed = seed;
    }

    @Override
    public float[] tensor(Node node, Parameter parameter) {
        var spec =
                node.parameters().stream()
                        .filter(candidate -> candidate.parameter() == parameter)
                        .findFirst()
                        .orElseThrow(() -> noSuchTensor(node, parameter));
        var values = new float[Math.toIntExact(spec.elements())];
        long stream = stream(node.parameterOwner(), parameter);
        switch (parameter) {
            case WEIGHT -> {
                double deviation = flow.weightDeviation(node);
                int filters = spec.dimensions().getFirst();
                fill(values, stream, 0, deviation);
                if (SignalFlow.depthwise(node)) balance(values, filters, deviation);
                else if (flow.isCentred(node)) centre(values, filters);
            }
            case BIAS -> fill(values, stream, flow.lift(node), SignalFlow.OFFSET);
            case SCALE -> {
                double gain = flow.gain(node);
                fill(values, stream, gain, gain * SignalFlow.SPREAD);
            }
            case SHIFT -> fill(values, stream, flow.lift(node), flow.gain(node) * SignalFlow.OFFSET);
            case MEAN -> {
                Signal input = flow.input(node);
                fill(values, stream, input.mean(), input.deviation() * SignalFlow.OFFSET);
            }
            case VARIANCE -> {
                double variance = flow.input(node).variance();
                fill(values, stream, variance, variance * SignalFlow.SPREAD);
            }
        }
        return values;
    }

    private static IllegalArgumentException noSuchTensor(Node node, Parameter parameter) {
        return new IllegalArgumentException(
                "'" + node.name() + "' has no tensor '" + parameter.label() + "'");
    }

    /// Bell-shaped numbers within 3.47 standard deviations of the mean. Only the last step is in
    /// floating point, so that every machine makes the same.
    private static void fill(float[] values, long stream, double mean, double deviation) {
        float offset = (float) mean;
        float factor = (float) (deviation / DEVIATION);
        for (int i = 0; i < values.length; i++) {
            long bits = mix(stream + i * INCREMENT);
            long pairs = (bits & 0x0000FFFF0000FFFFL) + (bits >>> 16 & 0x0000FFFF0000FFFFL);
            int sum = (int) (pairs >>> 32) + (int) pairs;
            values[i] = offset + factor * (sum - MEAN);
        }
    }

    /// Gives every filter a sum of one and the sum of squares that is expected of it: the few taps
    /// of a depthwise filter would scatter far, and after some layers few channels would rule.
    private static void balance(float[] values, int filters, double deviation) {
        int taps = values.length / filters;
        for (int first = 0; first < values.length; first += taps) {
            double sum = 0;
            double squares = 0;
            for (int i = first; i < first + taps; i++) {
                sum += values[i];
                squares += (double) values[i] * values[i];
            }
            double mean = 1.0 / taps;
            double rest = squares - sum * sum / taps;
            double factor = rest > 0 ? deviation * Math.sqrt((taps - 1) / rest) : 0;
            for (int i = first; i < first + taps; i++) {
                values[i] = (float) (mean + factor * (values[i] - sum / taps));
            }
        }
    }

    /// Takes its mean out of each of the filters.
    private static void centre(float[] values, int filters) {
        int taps = values.length / filters;
        for (int first = 0; first < values.length; first += taps) {
            double sum = 0;
            for (int i = first; i < first + taps; i++) sum += values[i];
            float mean = (float) (sum / taps);
            for (int i = first; i < first + taps; i++) values[i] -= mean;
        }
    }

    private long stream(String owner, Parameter parameter) {
        long hash = mix(seed + INCREMENT);
        for (int i = 0; i < owner.length(); i++) hash = mix(hash + owner.charAt(i));
        return mix(hash ^ parameter.ordinal());
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * FIRST_MULTIPLIER;
        mixed = (mixed ^ mixed >>> 27) * SECOND_MULTIPLIER;
        return mixed ^ mixed >>> 31;
    }
}

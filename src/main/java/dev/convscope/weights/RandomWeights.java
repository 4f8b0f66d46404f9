package dev.convscope.weights;

import dev.convscope.graph.Graph;
import dev.convscope.graph.Node;
import dev.convscope.graph.Parameter;

import java.util.HashMap;
import java.util.Map;

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
    private final Map<String, Node> nodes = new HashMap<>();
    private final long seed;

    RandomWeights(Graph graph, long seed) {
        this.flow = new SignalFlow(graph);
        this.seed = seed;
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
    }

    /// Tensors are looked up by their owner's name, so a node may come from the graph without its
    /// unused parts, too.
    @Override
    public float[] tensor(Node node, Parameter parameter) {
        Node owner = nodes.get(node.parameterOwner());
        if (owner == null) throw noSuchTensor(node, parameter);
        var spec =
                owner.parameters().stream()
                        .filter(candidate -> candidate.parameter() == parameter)
                        .findFirst()
                        .orElseThrow(() -> noSuchTensor(node, parameter));
        var values = new float[Math.toIntExact(spec.elements())];
        long stream = stream(owner.name(), parameter);
        double lift = flow.lift(owner);
        double gain = flow.gain(owner);
        switch (parameter) {
            case WEIGHT -> weights(owner, spec.dimensions().getFirst(), values, stream);
            case BIAS -> fill(values, stream, lift, SignalFlow.OFFSET);
            case SCALE -> fill(values, stream, gain, gain * SignalFlow.SPREAD);
            case SHIFT -> fill(values, stream, lift, gain * SignalFlow.OFFSET);
            case MEAN -> {
                Signal input = flow.input(owner);
                fill(values, stream, input.mean(), input.deviation() * SignalFlow.OFFSET);
            }
            case VARIANCE -> {
                double variance = flow.input(owner).variance();
                fill(values, stream, variance, variance * SignalFlow.SPREAD);
            }
        }
        return values;
    }

    private void weights(Node owner, int filters, float[] values, long stream) {
        double deviation = flow.weightDeviation(owner);
        fill(values, stream, 0, deviation);
        if (SignalFlow.depthwise(owner)) {
            balance(values, filters, deviation);
        } else if (flow.isCentred(owner)) {
            centre(values, filters);
        }
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

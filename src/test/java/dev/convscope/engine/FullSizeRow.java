package dev.convscope.engine;

import dev.convscope.base.Shape;
import dev.convscope.executor.Host;
import dev.convscope.graph.Graph;
import dev.convscope.graph.Op;
import dev.convscope.zoo.Network;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What a full-size run found: the largest differences between engines, by the scale of the output.
///
/// @param referenceError reference against ONNX Runtime; empty when the network is too large to run
/// @param vectorError vector against reference
/// @param peerError vector against ONNX Runtime
record FullSizeRow(
        String name,
        Shape input,
        long parameters,
        long macs,
        OptionalDouble referenceError,
        OptionalDouble vectorError,
        OptionalDouble peerError) {
    /// Above this the reference takes minutes and the weights do not fit twice.
    private static final long MOST_MACS = 70_000_000_000L;

    static FullSizeRow of(Network network) {
        Graph graph = network.build().withoutUnused();
        long macs = macs(graph);
        var none = OptionalDouble.empty();
        return macs > MOST_MACS ? row(graph, macs, none, none, none) : measured(graph, macs);
    }

    private static FullSizeRow measured(Graph graph, long macs) {
        var agreement = Agreement.of(graph);
        float[] vector = agreement.run("vector");
        float[] peer = agreement.run("onnxruntime");
        float[] reference = agreement.run("reference");
        return row(
                graph, macs, error(peer, reference), error(reference, vector), error(peer, vector));
    }

    private static OptionalDouble error(float[] reference, float[] actual) {
        return OptionalDouble.of(Verification.compare(reference, actual).maxRelError());
    }

    private static FullSizeRow row(
            Graph graph,
            long macs,
            OptionalDouble referenceError,
            OptionalDouble vectorError,
            OptionalDouble peerError) {
        return new FullSizeRow(
                graph.name(),
                graph.inputShape(),
                SmallNetwork.parameters(graph),
                macs,
                referenceError,
                vectorError,
                peerError);
    }

    private static long macs(Graph graph) {
        return graph.nodes().stream()
                .filter(n -> n.op() instanceof Op.Conv || n.op() instanceof Op.FullyConnected)
                .mapToLong(n -> n.shape().pixels() * n.parameters().getFirst().elements())
                .sum();
    }

    boolean isMeasured() {
        return referenceError.isPresent();
    }

    /// The largest of the three differences.
    double worst() {
        return DoubleStream.of(
                        referenceError.orElseThrow(),
                        vectorError.orElseThrow(),
                        peerError.orElseThrow())
                .max()
                .orElseThrow();
    }

    static String markdown(List<FullSizeRow> rows) {
        var machine = Host.machine();
        return """
        # Engines against each other, at full size

        Largest absolute difference by largest absolute output, random weights and image of seed %d,
        JDK %s on %s, vectors of %d bits. Engines agree up to %s.

        | network | input | M parameters | GMACs | reference : onnxruntime | vector : reference | vector : onnxruntime |
        |---|---|--:|--:|--:|--:|--:|
        """
                        .formatted(
                                Agreement.SEED,
                                Runtime.version(),
                                System.getProperty("os.arch"),
                                machine.vectorBits(),
                                Verification.TOLERANCE)
                + rows.stream().map(FullSizeRow::markdownRow).collect(Collectors.joining());
    }

    private String markdownRow() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.3f | %s | %s | %s |%n",
                name,
                input,
                parameters / 1e6,
                macs / 1e9,
                text(referenceError, "counted only"),
                text(vectorError, "counted only"),
                text(peerError, "counted only"));
    }

    static String csv(List<FullSizeRow> rows) {
        return "network,input,parameters,macs,referenceToOnnxRuntime,vectorToReference,"
                + "vectorToOnnxRuntime\n"
                + rows.stream().map(FullSizeRow::csvRow).collect(Collectors.joining());
    }

    private String csvRow() {
        return String.join(
                        ",",
                        name,
                        input.toString(),
                        Long.toString(parameters),
                        Long.toString(macs),
                        text(referenceError, ""),
                        text(vectorError, ""),
                        text(peerError, ""))
                + "\n";
    }

    private static String text(OptionalDouble error, String otherwise) {
        return error.isPresent()
                ? String.format(Locale.ROOT, "%.1e", error.getAsDouble())
                : otherwise;
    }
}

package dev.convscope.kernels.simd;

import com.sun.management.ThreadMXBean;

import dev.convscope.engine.Engine;
import dev.convscope.engine.VectorEngine;
import dev.convscope.graph.Graph;
import dev.convscope.model.Model;
import dev.convscope.weights.Weights;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Prepares networks one after the other, and says what the first inference of each allocates, and
/// how much the JVM had told about compilations before.
final class PreparedChild {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PreparedChild() {}

    /// @param arguments where the JVM logs what it compiles, then the models
    public static void main(String[] arguments) throws IOException {
        Path log = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            Graph graph = Model.of(arguments[i]).graph();
            Weights weights = Weights.random(graph, 1);
            var options = Engine.Options.singleThreaded();
            try (var session = new VectorEngine().prepare(graph, weights, options)) {
                float[] image = new float[session.inputLength()];
                float[] output = new float[session.outputLength()];
                long logged = Files.size(log);
                long before = THREADS.getTotalThreadAllocatedBytes();
                session.run(image, output);
                long bytes = THREADS.getTotalThreadAllocatedBytes() - before;
                System.out.println("first " + bytes + " bytes of " + arguments[i]);
                System.out.println("logged " + logged + " " + Files.size(log));
            }
        }
    }
}

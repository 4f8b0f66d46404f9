package dev.convscope.engine;

import dev.convscope.graph.Graph;
import dev.convscope.weights.Weights;

/// Something that executes a graph.
public interface Engine {
    /// The name used on the command line: `vector`, `reference`, `onnxruntime`.
    String name();

    /// Makes everything that can be made before the first input is known: plans, packed weights,
    /// native sessions.
    ///
    /// @throws dev.convscope.base.UserException if this engine cannot run that graph, or is not
    /// installed
    Session prepare(Graph graph, Weights weights, Options options);

    /// How a session runs.
    ///
    /// @param threads threads of one inference, the caller included
    /// @param exact whether every convolution is computed directly, without transforms that are
    /// faster and less exact; an engine that has none does so anyhow
    record Options(int threads, boolean exact) {
        public Options {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, was " + threads);
            }
        }

        /// As fast as it can.
        public Options(int threads) {
            this(threads, false);
        }

        public static Options singleThreaded() {
            return new Options(1);
        }
    }
}

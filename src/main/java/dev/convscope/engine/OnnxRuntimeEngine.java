package dev.convscope.engine;

import dev.convscope.base.UserException;
import dev.convscope.graph.Graph;
import dev.convscope.weights.Weights;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// ONNX Runtime on the very same network, through our ONNX export: the independent oracle of the
/// tests and the peer of the measurements.
///
/// Its library is optional. This class runs without it and says so in {@link #prepare}; only
/// {@link OnnxRuntimeSession} touches its classes.
public final class OnnxRuntimeEngine implements Engine {
    private static final long DEEP_STACK = 512L << 20;
    private static final String LIBRARY_CLASS = "ai.onnxruntime.OrtEnvironment";

    @Override
    public String name() {
        return "onnxruntime";
    }

    /// Whether ONNX Runtime is on the class path.
    public static boolean isInstalled() {
        var loader = OnnxRuntimeEngine.class.getClassLoader();
        return loader.getResource(LIBRARY_CLASS.replace('.', '/') + ".class") != null;
    }

    @Override
    public Session prepare(Graph graph, Weights weights, Options options) {
        if (!isInstalled()) throw notInstalled("its library is not on the class path", null);
        try {
            return onDeepStack(() -> new OnnxRuntimeSession(graph, weights, options));
        } catch (LinkageError e) {
            throw notInstalled("its library does not load: " + e.getMessage(), e);
        }
    }

    /// Its library needs more stack to load and to optimise a graph than an ordinary Java thread
    /// has; on one of those it ends the process without a word.
    private static Session onDeepStack(Callable<Session> opening) {
        var task = new FutureTask<>(opening);
        new Thread(null, task, "onnxruntime-open", DEEP_STACK).start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime loads a model", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static UserException notInstalled(String why, Throwable cause) {
        return UserException.about("the onnxruntime engine is not installed: " + why)
                .remedy(
                        "the launcher fetches it on the first use of --engine onnxruntime, for"
                                + " which it needs the network once")
                .cause(cause)
                .build();
    }
}

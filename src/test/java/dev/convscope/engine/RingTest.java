package dev.convscope.engine;

import dev.convscope.base.Machine;
import dev.convscope.executor.Host;
import dev.convscope.zoo.Zoo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inverted bottlenecks through rings, which small networks need only on a machine whose caches are
/// smaller still: the same numbers come out, by one thread or several.
class RingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"mobilenet-v1", "mobilenet-v2", "mobilenet-v3-large", "efficientnet-b0"})
    void rowsThatPassThroughARingGiveTheSameResult(String name) {
        var agreement = Agreement.of(SmallNetwork.of(Zoo.find(name).orElseThrow()));
        float[] expected = agreement.run("reference");
        for (int threads = 1; threads <= 3; threads++) {
            float[] actual = run(agreement, threads * (8 << 10), threads);
            agreement.check(expected, "reference", actual, "vector");
        }
    }

    private static float[] run(Agreement agreement, long cache, int threads) {
        Machine host = Host.machine();
        var small = new Machine(host.vectorBits(), host.vectorRegisters(), 64, cache, 1 << 20);
        var options = new Engine.Options(threads);
        try (var session =
                new VectorEngine(small).prepare(agreement.graph(), agreement.weights(), options)) {
            var output = new float[session.outputLength()];
            session.run(agreement.image(), output);
            session.run(agreement.image(), output);
            return output;
        }
    }
}

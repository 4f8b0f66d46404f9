package dev.convscope.engine;

import dev.convscope.zoo.Zoo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A network prepared once more finds its kernels compiled, so that more of them are rehearsed:
/// nothing of that is left when the first inference comes.
class PreparedAgainTest {
    private static final int TIMES = 4;

    @ParameterizedTest
    @ValueSource(strings = {"googlenet:separable-stem", "resnet-18", "densenet-121"})
    void computesTheSameAsTheFirstTime(String name) {
        var agreement = Agreement.of(SmallNetwork.of(Zoo.find(name).orElseThrow()));
        float[] expected = agreement.run("reference");
        for (int i = 0; i < TIMES; i++) {
            agreement.check(expected, "reference", agreement.run("vector"), "vector");
        }
    }
}

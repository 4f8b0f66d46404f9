package dev.convscope.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.model.Model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

/// An image whose numbers are not finite, or overflow on the way, spoils its own result and no
/// other: whatever a step reads has been written in the same inference, the lanes of blocks that
/// hold no channel included.
class BadImageTest {
    private static final float[] BAD = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f
    };

    @ParameterizedTest(name = "{0} on {1} threads")
    @CsvSource(
            delimiter = ';',
            value = {
                "googlenet:separable-stem,width=0.5@65; 1",
                "googlenet:separable-stem,width=0.5@65; 2",
                "googlenet,width=0.3@65; 1",
                "densenet-cifar-40-12; 1",
                "densenet-cifar-40-12; 2",
                "densenet-121,growth-rate=9@33; 2",
                "mobilenet-v3-small,width=0.35@65; 1",
                "efficientnet-b0,width=0.3@65; 2",
                "alexnet,width=0.1@97; 2",
                "resnet-34:option-a,width=0.15@65; 1"
            })
    void leavesNothingToTheImagesAfterIt(String model, int threads) {
        var agreement = Agreement.of(Model.of(model).graph());
        var options = new Engine.Options(threads);
        float[] fresh = agreement.run("vector", options);
        assertThat(fresh).doesNotContain(Float.NaN);
        try (var session =
                Engines.named("vector").prepare(agreement.graph(), agreement.weights(), options)) {
            var output = new float[session.outputLength()];
            var image = new float[session.inputLength()];
            for (float bad : BAD) {
                Arrays.fill(image, bad);
                session.run(image, output);
                session.run(agreement.image(), output);
                assertThat(output).as("after %s", bad).isEqualTo(fresh);
            }
        }
    }
}

package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.convscope.base.Shape;
import dev.convscope.base.UserException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class ModelTest {

    @Test
    void aBareNameIsTheNetworkAsPublished() {
        var model = Model.of("efficientnet-b0");
        assertThat(model.options()).isEqualTo(new ModelOptions(1, 1, 224, 1000, false, Map.of()));
        assertThat(model.graph().inputShape()).isEqualTo(new Shape(3, 224, 224));
        assertThat(model.name()).isEqualTo("efficientnet-b0");
    }

    @Test
    void keysAndPixelsAreTakenInOneText() {
        var model = Model.of("resnet-50:v1,width=2,depth=1.5,classes=10@320");
        assertThat(model.options()).isEqualTo(new ModelOptions(2, 1.5, 320, 10, false, Map.of()));
        assertThat(model.graph().outputShape()).isEqualTo(Shape.vector(10));
        assertThat(model.text()).isEqualTo("resnet-50:v1,width=2,depth=1.5,classes=10@320");
    }

    @ParameterizedTest
    @CsvSource({"1.3, 291", "2, 448", "0.5, 112", "1.0022, 224", "1.0023, 225"})
    void aResolutionMultipliesTheDefaultAndRoundsHalvesUp(String resolution, int pixels) {
        var model = Model.of("efficientnet-b0,resolution=" + resolution);
        assertThat(model.options().pixels()).isEqualTo(pixels);
    }

    @Test
    void commandWideOptionsApplyAndYieldToTheModelsOwn() {
        var commandWide = Map.of("width", "2", "classes", "10");
        var model = Model.of("mobilenet-v1,width=0.5", commandWide, Long.MAX_VALUE);
        assertThat(model.options().width()).isEqualTo(0.5);
        assertThat(model.options().classes()).isEqualTo(10);
    }

    @Test
    void commandWideOptionsThatAModelCannotTakeAreAnError() {
        assertThat(error("resnet-50", Map.of("aux", "true")))
                .hasMessage(
                        "--aux, model 'resnet-50': resnet-50 has no option 'aux' (expected one of"
                                + " classes, depth, resolution, width)");
    }

    @Test
    void aMistypedNetworkSuggestsTheNearest() {
        var error = error("efficentnet-b0", Map.of());
        assertThat(error)
                .hasMessage("model 'efficentnet-b0': there is no network 'efficentnet-b0'");
        assertThat(error.remedy()).startsWith("did you mean 'efficientnet-b0'");
    }

    @Test
    void aStrangerIsPointedToTheList() {
        assertThat(error("transformer", Map.of()).remedy()).contains("convscope models");
    }

    @Test
    void aMistypedKeySuggestsTheNearest() {
        var error = error("resnet-50,widht=2", Map.of());
        assertThat(error).hasMessageContaining("resnet-50 has no option 'widht'");
        assertThat(error.remedy()).isEqualTo("did you mean 'width'?");
    }

    @Test
    void twoSizesAreAnError() {
        assertThat(error("resnet-50@448", Map.of("resolution", "2")))
                .hasMessageContaining("the input size is given twice");
        assertThat(error("resnet-50,resolution=2@448", Map.of()))
                .hasMessageContaining("the input size is given twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@224",
                "resnet-50,",
                "resnet-50,=2",
                "resnet-50,width=",
                "resnet-50,width=1,width=2",
                "resnet-50@",
                "resnet-50@0",
                "resnet-50@-3",
                "resnet-50@22.5",
                "resnet-50@99999999999",
                "resnet-50@224,width=2",
                "resnet 50",
                "resnet-50:",
                "../secrets"
            })
    void malformedTextsAreTold(String text) {
        assertThat(error(text, Map.of())).hasMessageStartingWith("model '" + text + "': ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "width=0",
                "width=-1",
                "width=two",
                "width=1d",
                "width=Infinity",
                "width=1e999",
                "depth=0",
                "depth=-2",
                "classes=0",
                "classes=1.5",
                "resolution=0",
                "resolution=1e9",
                "resolution=0.0001"
            })
    void valuesThatMakeNoNetworkAreTold(String key) {
        assertThat(error("resnet-50," + key, Map.of()))
                .hasMessageStartingWith("model 'resnet-50," + key + "': the value of")
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-b0@3", "resnet-50,width=0.001", "resnet-50,depth=1e9"})
    void networksThatCannotBeBuiltAreTold(String text) {
        assertThat(error(text, Map.of()).getMessage()).isNotBlank();
    }

    @Test
    void anInputThatNoMemoryHoldsIsRefused() {
        var error =
                catchThrowableOfType(
                        UserException.class,
                        () -> Model.of("resnet-50@20000", Map.of(), 16L << 30));
        assertThat(error)
                .hasMessage(
                        "model 'resnet-50@20000', layer '1.conv': the input is too large for"
                                + " this machine's memory (found 28.3 GiB for one layer at"
                                + " 3×20000×20000, expected at most 16.0 GiB)");
    }

    @Test
    void onnxFilesAreNotReadYet() {
        assertThat(error("nets/tiny.onnx@64", Map.of())).hasMessageContaining("cannot be read yet");
    }

    private static UserException error(String text, Map<String, String> commandWide) {
        return catchThrowableOfType(
                UserException.class, () -> Model.of(text, commandWide, Long.MAX_VALUE));
    }
}

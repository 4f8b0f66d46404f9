package dev.convscope.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.analysis.ReceptiveField;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

/// Receptive fields of the last map, known from arithmetic on each architecture.
class ReceptiveFieldFiguresTest {
    private static final Map<String, Integer> FIELDS =
            Map.ofEntries(
                    Map.entry("efficientnet-b0", 851),
                    Map.entry("efficientnet-b1", 1183),
                    Map.entry("efficientnet-b3", 1407),
                    Map.entry("efficientnet-b5", 2131),
                    Map.entry("efficientnet-b7", 3079),
                    Map.entry("alexnet", 195),
                    Map.entry("vgg-11", 150),
                    Map.entry("vgg-13", 156),
                    Map.entry("vgg-16", 212),
                    Map.entry("vgg-19", 268),
                    Map.entry("resnet-18", 435),
                    Map.entry("resnet-34", 899),
                    Map.entry("resnet-50", 427),
                    Map.entry("resnet-101", 971),
                    Map.entry("resnet-152", 1451),
                    Map.entry("resnet-50:v1", 483),
                    Map.entry("resnet-152:v1", 1507),
                    Map.entry("mobilenet-v1", 315),
                    Map.entry("mobilenet-v2", 491),
                    Map.entry("googlenet", 715),
                    Map.entry("densenet-121", 2071));

    static Stream<String> networks() {
        return FIELDS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void seesAsManyPixelsAsKnown(String name) {
        var field = ReceptiveField.ofLastMap(Model.of(name).graph());
        assertThat(field.height()).isEqualTo(FIELDS.get(name));
        assertThat(field.width()).isEqualTo(FIELDS.get(name));
    }
}

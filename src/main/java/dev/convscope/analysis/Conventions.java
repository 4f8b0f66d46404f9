package dev.convscope.analysis;

import static dev.convscope.analysis.Convention.ParameterRule.ALL_TENSORS;
import static dev.convscope.analysis.Convention.ParameterRule.TRAINABLE;
import static dev.convscope.analysis.Convention.ParameterRule.WITH_STATISTICS;
import static dev.convscope.analysis.Quantity.*;

import dev.convscope.analysis.Convention.ParameterRule;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The table of conventions, read from each tool's source at the version that its row names.
final class Conventions {
    private static final List<Quantity> BIASES = List.of(CONV_BIAS, FC_BIAS);
    private static final List<Quantity> ACTIVATIONS =
            List.of(RELU, RELU6, SILU, SIGMOID, HARD_SIGMOID, HARD_SWISH);
    private static final List<Quantity> POOL_INPUTS =
            List.of(MAX_POOL_INPUT, AVERAGE_POOL_INPUT, GLOBAL_POOL_INPUT, SE_POOL_INPUT);

    static final List<Convention> ALL =
            List.of(
                    row("flop2", "torch FlopCounterMode 0140b62")
                            .alias("torch")
                            .count(2, MACS)
                            .build(),
                    row("mac", "torchvision 0.29.1")
                            .alias("torchvision", "paper")
                            .count(1, MACS)
                            .remark("shown as \"GFLOPS\" by torchvision, \"FLOPS\" by the paper")
                            .build(),
                    row("fvcore", "fvcore 3378afe")
                            .alias("timm")
                            .count(1, MACS, GLOBAL_POOL_INPUT)
                            .count(2, BN_ELEMENTS)
                            .remark(
                                    "the pool of a squeeze-and-excitation is free, as in timm; "
                                            + "torchvision's is an AdaptiveAvgPool2d and counts")
                            .build(),
                    row("ptflops-aten", "ptflops 0.7.5 d612c75, backend aten")
                            .count(1, MACS)
                            .count(1, BIASES)
                            .build(),
                    row("ptflops-pytorch", "ptflops 0.7.5 d612c75, backend pytorch")
                            .count(1, MACS)
                            .count(1, BIASES)
                            .count(2, BN_ELEMENTS)
                            .count(1, ACTIVATIONS)
                            .count(1, POOL_INPUTS)
                            .remark(
                                    "its README counts rectifiers and pools twice: "
                                            + "once in the module, once in the function")
                            .build(),
                    row("torchinfo", "torchinfo 5c4164f")
                            .count(1, MACS, BN_PARAMETERS)
                            .count(1, BIASES)
                            .remark("it prints the total of the batch, not of one image")
                            .build(),
                    row("thop", "thop 43c064a")
                            .count(1, MACS, AVERAGE_POOL_OUTPUT)
                            .count(1, GLOBAL_POOL_INPUT, GLOBAL_POOL_OUTPUT)
                            .count(1, SE_POOL_INPUT, SE_POOL_OUTPUT)
                            .count(4, BN_ELEMENTS)
                            .build(),
                    row("thop-2019", "thop before 2022, as in its README's table")
                            .count(1, MACS, FC_ADDITIONS, CONV_BIAS, AVERAGE_POOL_OUTPUT)
                            .count(1, GLOBAL_POOL_INPUT, GLOBAL_POOL_OUTPUT)
                            .count(1, SE_POOL_INPUT, SE_POOL_OUTPUT)
                            .count(4, BN_ELEMENTS)
                            .build(),
                    row("deepspeed-macs", "DeepSpeed 009c548, calflops 29ca584: MACs")
                            .alias("calflops-macs")
                            .count(1, MACS)
                            .build(),
                    row("deepspeed-flops", "DeepSpeed 009c548, calflops 29ca584: FLOPs")
                            .alias("calflops-flops")
                            .count(2, MACS, BN_ELEMENTS)
                            .count(1, CONV_BIAS, MULTIPLY)
                            .count(1, ACTIVATIONS)
                            .count(1, POOL_INPUTS)
                            .remark("residual sums written with + are not seen")
                            .build(),
                    onnxTool("onnx-tool", "onnx-tool, as in its README's table", 0)
                            .remark(
                                    "it counts x86 instructions: a square root is 24, a division"
                                            + " 4; local response normalisation counts its window,"
                                            + " as in the published figure of GoogLeNet")
                            .build(),
                    onnxTool("onnx-tool-1.0.1", "onnx-tool 1.0.1 00f5f0a, as it runs", 37)
                            .remark(
                                    "local response normalisation takes a power, a division and"
                                            + " an addition besides its window, 42 in all")
                            .build(),
                    row("keras", "Keras 3 summary table")
                            .parameters(WITH_STATISTICS)
                            .remark(
                                    "it counts no operations; a Normalization layer adds 7 to the"
                                            + " parameters")
                            .build());

    private Conventions() {}

    /// @param normalisation operations per element of local response normalisation besides its
    ///     window
    private static Row onnxTool(String name, String version, int normalisation) {
        Row row =
                row(name, version)
                        .count(1, MACS, MAX_POOL_WINDOW, AVERAGE_POOL_WINDOW)
                        .count(1, BIASES)
                        .count(31, BN_ELEMENTS)
                        .count(1, RELU, RESIDUAL_ADD, MULTIPLY, LRN_WINDOW)
                        .count(2, RELU6)
                        .count(4, HARD_SIGMOID)
                        .count(5, HARD_SWISH)
                        .count(32, SIGMOID)
                        .count(33, SILU)
                        .count(1, GLOBAL_POOL_INPUT, SE_POOL_INPUT)
                        .count(4, GLOBAL_POOL_OUTPUT, SE_POOL_OUTPUT)
                        .parameters(ALL_TENSORS);
        return normalisation == 0 ? row : row.count(normalisation, LRN_ELEMENTS);
    }

    private static Row row(String name, String version) {
        return new Row(name, version);
    }

    /// One line of the table while it is written.
    private static final class Row {
        private final String name;
        private final String version;
        private final Map<Quantity, Integer> factors = new EnumMap<>(Quantity.class);
        private List<String> aliases = List.of();
        private ParameterRule parameters = TRAINABLE;
        private String remark = "";

        Row(String name, String version) {
            this.name = name;
            this.version = version;
        }

        Row alias(String... aliases) {
            this.aliases = List.of(aliases);
            return this;
        }

        Row count(int factor, Quantity... quantities) {
            return count(factor, List.of(quantities));
        }

        Row count(int factor, List<Quantity> quantities) {
            for (Quantity quantity : quantities) factors.put(quantity, factor);
            return this;
        }

        Row parameters(ParameterRule rule) {
            parameters = rule;
            return this;
        }

        Row remark(String remark) {
            this.remark = remark;
            return this;
        }

        Convention build() {
            return new Convention(name, aliases, version, factors, parameters, remark);
        }
    }
}

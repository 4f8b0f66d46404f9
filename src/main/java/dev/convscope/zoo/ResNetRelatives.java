package dev.convscope.zoo;

import dev.convscope.zoo.ResidualBlock.Form;
import dev.convscope.zoo.ResidualBlock.Shortcut;
import dev.convscope.zoo.ResidualNet.Stem;

import java.util.List;

/// What grew out of ResNet for ImageNet: plain and pre-activation networks, wide ResNets, ResNeXt,
/// SE-ResNet and SENet-154.
final class ResNetRelatives {
    private static final Form BASIC = new Form.Basic();
    private static final Form BOTTLENECK = new Form.Bottleneck(1);
    private static final Form WIDE = new Form.Bottleneck(2);

    private static final List<Integer> BLOCKS_18 = List.of(2, 2, 2, 2);
    private static final List<Integer> BLOCKS_50 = List.of(3, 4, 6, 3);
    private static final List<Integer> BLOCKS_101 = List.of(3, 4, 23, 3);
    private static final List<Integer> BLOCKS_152 = List.of(3, 8, 36, 3);
    private static final List<Integer> BLOCKS_200 = List.of(3, 24, 36, 3);

    private ResNetRelatives() {}

    static List<Network> networks() {
        return List.of(
                plain("plain-18", BLOCKS_18),
                plain("plain-34", BLOCKS_50),
                residual("basic-101", "ResNet", BLOCKS_101, BASIC)
                        .describedAs("basic blocks at the depth of ResNet-101"),
                preActivation("preact-resnet-50", BLOCKS_50),
                preActivation("preact-resnet-101", BLOCKS_101),
                preActivation("preact-resnet-152", BLOCKS_152),
                preActivation("preact-resnet-200", BLOCKS_200),
                wide("wide-resnet-50-2", BLOCKS_50),
                wide("wide-resnet-101-2", BLOCKS_101),
                grouped("resnext-50-32x4d", BLOCKS_50, 32, 4),
                grouped("resnext-101-32x4d", BLOCKS_101, 32, 4),
                grouped("resnext-101-32x8d", BLOCKS_101, 32, 8),
                grouped("resnext-101-64x4d", BLOCKS_101, 64, 4),
                squeezing("se-resnet-50", BLOCKS_50, BOTTLENECK),
                squeezing("se-resnet-101", BLOCKS_101, BOTTLENECK),
                squeezing("se-resnet-152", BLOCKS_152, BOTTLENECK),
                squeezing("se-resnext-50-32x4d", BLOCKS_50, new Form.Grouped(32, 4)),
                squeezing("se-resnext-101-32x4d", BLOCKS_101, new Form.Grouped(32, 4)),
                senet());
    }

    private static Network plain(String name, List<Integer> counts) {
        var block = new ResidualBlock(BASIC, Shortcut.NONE, false, false);
        return Network.of(
                        name,
                        "Plain network",
                        224,
                        new ResidualNet(counts, 64, Stem.IMAGENET, block, 0))
                .describedAs("the residual network without its shortcuts");
    }

    private static Network residual(String name, String family, List<Integer> counts, Form form) {
        var block = new ResidualBlock(form, Shortcut.PROJECTED, false, false);
        return Network.of(name, family, 224, new ResidualNet(counts, 64, Stem.IMAGENET, block, 0));
    }

    private static Network preActivation(String name, List<Integer> counts) {
        return Network.of(
                        name,
                        "Pre-activation ResNet",
                        224,
                        new PreActNet(counts, 64, 1, true, true))
                .describedAs("normalisation and ReLU before each convolution");
    }

    private static Network wide(String name, List<Integer> counts) {
        return residual(name, "WideResNet", counts, WIDE)
                .describedAs("the inner width of the bottlenecks doubled");
    }

    private static Network grouped(String name, List<Integer> counts, int groups, int width) {
        return residual(name, "ResNeXt", counts, new Form.Grouped(groups, width))
                .describedAs("3×3 convolutions in " + groups + " groups of " + width);
    }

    /// Only plain bottlenecks stride in their first 1×1, as the first ResNets do.
    private static Network squeezing(String name, List<Integer> counts, Form form) {
        var block = new ResidualBlock(form, Shortcut.PROJECTED, form.equals(BOTTLENECK), true);
        return Network.of(name, "SENet", 224, new ResidualNet(counts, 64, Stem.CAFFE, block, 0))
                .describedAs("squeeze-and-excitation before each sum, reduction 16");
    }

    private static Network senet() {
        var block = new ResidualBlock(new Form.Senet(), Shortcut.PROJECTED, false, true);
        var architecture = new ResidualNet(BLOCKS_152, 64, Stem.THREE_CONVOLUTIONS, block, 0.2);
        return Network.of("senet-154", "SENet", 224, architecture)
                .describedAs("64 groups, squeeze-and-excitation, 3×3 stem and projections");
    }
}

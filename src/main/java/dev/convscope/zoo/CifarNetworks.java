package dev.convscope.zoo;

import dev.convscope.base.UserException;
import dev.convscope.zoo.ResidualBlock.Form;
import dev.convscope.zoo.ResidualBlock.Shortcut;
import dev.convscope.zoo.ResidualNet.Stem;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Networks for CIFAR's 32×32 images and 10 classes, which a name with numbers generates:
/// `resnet-cifar-110`, `wide-resnet-cifar-28-10`, `densenet-cifar-100-12`.
final class CifarNetworks {
    private static final Pattern DEPTH =
            Pattern.compile("(resnet|plain|preact-resnet)-cifar-(\\d{1,5})");
    private static final Pattern DEPTH_AND_WIDTH =
            Pattern.compile("(wide-resnet|densenet)-cifar-(\\d{1,5})-(\\d{1,4})");
    private static final List<String> LISTED =
            List.of(
                    "resnet-cifar-20",
                    "resnet-cifar-32",
                    "resnet-cifar-44",
                    "resnet-cifar-56",
                    "resnet-cifar-110",
                    "resnet-cifar-1202",
                    "plain-cifar-20",
                    "plain-cifar-56",
                    "preact-resnet-cifar-164",
                    "preact-resnet-cifar-1001",
                    "wide-resnet-cifar-28-10",
                    "wide-resnet-cifar-16-8",
                    "densenet-cifar-40-12",
                    "densenet-cifar-100-12",
                    "densenet-cifar-100-24");
    private static final int PIXELS = 32;
    private static final int CLASSES = 10;

    private CifarNetworks() {}

    static List<Network> networks() {
        return LISTED.stream().map(name -> find(name).orElseThrow()).toList();
    }

    /// The network that a name generates, if the name is one of these patterns.
    ///
    /// @throws UserException if no network of the family has this depth
    static Optional<Network> find(String name) {
        Matcher one = DEPTH.matcher(name);
        if (one.matches()) return Optional.of(ofDepth(name, one.group(1), number(one, 2)));
        Matcher two = DEPTH_AND_WIDTH.matcher(name);
        if (!two.matches() || number(two, 3) == 0) return Optional.empty();
        return Optional.of(
                two.group(1).equals("densenet")
                        ? dense(name, number(two, 2), number(two, 3))
                        : wide(name, number(two, 2), number(two, 3)));
    }

    private static Network ofDepth(String name, String family, int depth) {
        return switch (family) {
            case "resnet" -> residual(name, depth, Shortcut.PADDED);
            case "plain" -> residual(name, depth, Shortcut.NONE);
            case "preact-resnet" -> preActivation(name, depth);
            default -> throw new IllegalArgumentException(family);
        };
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static Network residual(String name, int depth, Shortcut shortcut) {
        var block = new ResidualBlock(new Form.Basic(), shortcut, false, false);
        var counts = threeStages(name, depth, 6, 2);
        String family = shortcut == Shortcut.NONE ? "Plain network" : "ResNet";
        return network(name, family, new ResidualNet(counts, 16, Stem.CIFAR, block, 0))
                .describedAs("for CIFAR: widths 16, 32, 64");
    }

    private static Network preActivation(String name, int depth) {
        var counts = threeStages(name, depth, 9, 2);
        return network(name, "Pre-activation ResNet", new PreActNet(counts, 16, 1, true, false))
                .describedAs("for CIFAR: pre-activation bottlenecks");
    }

    private static Network wide(String name, int depth, int widen) {
        var counts = threeStages(name, depth, 6, 4);
        return network(name, "WideResNet", new PreActNet(counts, 16, widen, false, false))
                .describedAs("for CIFAR: " + widen + " times the width of a ResNet");
    }

    private static Network dense(String name, int depth, int growth) {
        var layers = threeStages(name, depth, 3, 4);
        return network(name, "DenseNet", new DenseNet(layers, growth, true))
                .describedAs("for CIFAR: growth rate " + growth + ", bottleneck as an option");
    }

    private static Network network(String name, String family, Architecture architecture) {
        return Network.of(name, family, PIXELS, architecture).withClasses(CLASSES);
    }

    /// n blocks in each of three stages, where depth = layersPerBlock·n + others.
    private static List<Integer> threeStages(String name, int depth, int perBlock, int others) {
        int blocks = (depth - others) / perBlock;
        if (blocks >= 1 && blocks * perBlock + others == depth) {
            return Collections.nCopies(3, blocks);
        }
        int nearest = Math.max(1, Math.round((depth - others) / (float) perBlock));
        throw UserException.about("the family has no network of this depth")
                .where(name)
                .found(depth)
                .expected(perBlock + "n + " + others)
                .remedy("the nearest depth is " + (nearest * perBlock + others))
                .build();
    }
}

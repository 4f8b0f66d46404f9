package dev.convscope.zoo;

import static dev.convscope.zoo.SequentialNet.maxPool;

import dev.convscope.graph.Op;
import dev.convscope.zoo.SequentialNet.Conv;
import dev.convscope.zoo.SequentialNet.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// AlexNet (Krizhevsky et al. 2012) and VGG (Simonyan and Zisserman 2014, Table 1).
final class SequentialNets {
    private static final int HIDDEN = 4096;
    private static final double DROPOUT = 0.5;
    private static final Op LRN = new Op.LocalResponseNorm(5, 1e-4, 0.75, 2);

    /// Caffe divides alpha by the window and starts from k = 1.
    private static final Op CAFFE_LRN = new Op.LocalResponseNorm(5, 1e-4 / 5, 0.75, 1);

    private static final List<Op> POOL_3 = List.of(maxPool(3));
    private static final List<Op> POOL_2 = List.of(maxPool(2));

    private static final List<List<Conv>> VGG_A =
            List.of(run(3, 64, 1), run(3, 128, 1), run(3, 256, 2), run(3, 512, 2), run(3, 512, 2));
    private static final List<List<Conv>> VGG_B =
            List.of(run(3, 64, 2), run(3, 128, 2), run(3, 256, 2), run(3, 512, 2), run(3, 512, 2));
    private static final List<List<Conv>> VGG_C = lastThree(VGG_B, 1, 1);
    private static final List<List<Conv>> VGG_D = lastThree(VGG_B, 3, 1);
    private static final List<List<Conv>> VGG_E = lastThree(VGG_B, 3, 2);

    private SequentialNets() {}

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>(alexNets());
        networks.add(vgg("vgg-11", VGG_A, List.of(), false, false).describedAs("configuration A"));
        networks.add(
                vgg("vgg-11-lrn", VGG_A, List.of(LRN), false, false)
                        .describedAs("configuration A-LRN"));
        networks.add(vgg("vgg-13", VGG_B, List.of(), false, false).describedAs("configuration B"));
        networks.add(
                vgg("vgg-16c", VGG_C, List.of(), false, false)
                        .describedAs("configuration C: a 1×1 at the end of blocks 3 to 5"));
        networks.add(vgg("vgg-16", VGG_D, List.of(), false, false).describedAs("configuration D"));
        networks.add(vgg("vgg-19", VGG_E, List.of(), false, false).describedAs("configuration E"));
        networks.addAll(torchvision("vgg-11", VGG_A));
        networks.addAll(torchvision("vgg-13", VGG_B));
        networks.addAll(torchvision("vgg-16", VGG_D));
        networks.addAll(torchvision("vgg-19", VGG_E));
        return networks;
    }

    private static List<Network> alexNets() {
        return List.of(
                alexNet("alexnet", 227, krizhevsky(2, List.of(LRN), POOL_3), OptionalInt.empty())
                        .describedAs("as of 2012: two groups, local response normalisation"),
                alexNet(
                                "alexnet:ungrouped",
                                227,
                                krizhevsky(1, List.of(LRN), POOL_3),
                                OptionalInt.empty())
                        .describedAs("without the two groups"),
                alexNet(
                                "alexnet:caffenet",
                                227,
                                krizhevsky(2, List.of(), List.of(maxPool(3), CAFFE_LRN)),
                                OptionalInt.empty())
                        .describedAs("normalisation after the pooling"),
                alexNet("alexnet:torchvision", 224, torchvisionAlexNet(), OptionalInt.of(6))
                        .describedAs("one group, no normalisation, narrower"));
    }

    /// The five convolutions of 2012; 227 pixels without padding give the paper's 55×55.
    private static List<Stage> krizhevsky(int groups, List<Op> norm, List<Op> pool) {
        return List.of(
                new Stage(List.of(new Conv(11, 96, 4, 0, 1, norm)), false, pool),
                new Stage(List.of(new Conv(5, 256, 1, 2, groups, norm)), false, pool),
                new Stage(
                        List.of(
                                Conv.of(3, 384),
                                Conv.of(3, 384).inGroups(groups),
                                Conv.of(3, 256).inGroups(groups)),
                        true,
                        POOL_3));
    }

    private static List<Stage> torchvisionAlexNet() {
        return List.of(
                new Stage(List.of(new Conv(11, 64, 4, 2, 1, List.of())), false, POOL_3),
                new Stage(List.of(Conv.of(5, 192)), false, POOL_3),
                new Stage(
                        List.of(Conv.of(3, 384), Conv.of(3, 256), Conv.of(3, 256)), true, POOL_3));
    }

    private static Network alexNet(
            String name, int pixels, List<Stage> stages, OptionalInt adaptive) {
        var architecture = new SequentialNet(stages, false, adaptive, HIDDEN, DROPOUT);
        return Network.of(name, "AlexNet", pixels, architecture);
    }

    /// torchvision pools the last map to 7×7, and has all but C with batch normalisation.
    private static List<Network> torchvision(String name, List<List<Conv>> runs) {
        return List.of(
                vgg(name + "-bn", runs, List.of(), true, true)
                        .describedAs("torchvision's, with batch normalisation"),
                vgg(name + ":torchvision", runs, List.of(), false, true)
                        .describedAs("the last map pooled to 7×7, so that any input size fits"));
    }

    private static Network vgg(
            String name,
            List<List<Conv>> runs,
            List<Op> firstNorm,
            boolean normalised,
            boolean torchvision) {
        List<Stage> stages = new ArrayList<>();
        for (List<Conv> run : runs) stages.add(new Stage(run, true, POOL_2));
        for (Op norm : firstNorm) {
            var first = new Stage(List.of(Conv.of(3, 64).then(norm)), true, POOL_2);
            stages.set(0, first);
        }
        var adaptive = torchvision ? OptionalInt.of(7) : OptionalInt.empty();
        var architecture = new SequentialNet(stages, normalised, adaptive, HIDDEN, DROPOUT);
        return Network.of(name, "VGG", 224, architecture);
    }

    private static List<Conv> run(int kernel, int out, int count) {
        return List.copyOf(java.util.Collections.nCopies(count, Conv.of(kernel, out)));
    }

    /// Adds `count` convolutions at the end of blocks 3, 4 and 5.
    private static List<List<Conv>> lastThree(List<List<Conv>> runs, int kernel, int count) {
        List<List<Conv>> longer = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Conv> run = new ArrayList<>(runs.get(i));
            if (i >= 2) run.addAll(run(kernel, run.getLast().out(), count));
            longer.add(run);
        }
        return longer;
    }
}

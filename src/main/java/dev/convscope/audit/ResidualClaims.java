package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;
import static dev.convscope.audit.ClaimList.giga;

import dev.convscope.analysis.LayerCost;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;

import java.util.List;

/// What reviews say about ResNet and DenseNet.
final class ResidualClaims {
    private ResidualClaims() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("reviews: ResNet, DenseNet");
        resNet(list, counts);
        denseNet(list, counts);
        return list.claims();
    }

    private static void resNet(ClaimList list, Counts counts) {
        cifar(list, counts, "resnet-cifar-20", "0.27M");
        cifar(list, counts, "resnet-cifar-32", "0.46M");
        cifar(list, counts, "resnet-cifar-44", "0.66M");
        cifar(list, counts, "resnet-cifar-56", "0.85M");
        cifar(list, counts, "resnet-cifar-110", "1.73M");
        cifar(list, counts, "resnet-cifar-1202", "19.4M");
        list.uncheckable(
                "E1/degradation",
                "plain networks of 56 layers are worse than of 20",
                "statement",
                "a statement about training");
        list.fact(
                "E2/add",
                "a residual sum needs equal shapes",
                "statement",
                "every sum of ResNet-50 reads equal shapes",
                counts.of("resnet-50").graph().nodes().stream()
                        .filter(node -> node.op() instanceof Op.Add)
                        .allMatch(node -> equalInputs(counts, node)));
        bottleneck(list);
        String stride = strided(counts, "resnet-50");
        list.fact(
                "E4/stride",
                "torchvision's bottleneck strides in its 3x3",
                "conv 3x3 /2",
                stride,
                stride.equals("conv 3x3 /2"));
        Node shrinks =
                counts.of("resnet-34").graph().nodes().stream()
                        .filter(node -> node.stage().equals("3"))
                        .findFirst()
                        .orElseThrow();
        list.fact(
                "E5/shapes",
                "a shortcut brings (28,28,64) to (14,14,128)",
                "28x28x64 to 14x14x128",
                shrinks.inputShape() + " to " + shrinks.shape() + " at 224 pixels",
                shrinks.inputShape().height() == 28);
        list.fact(
                "E7/basic",
                "basic blocks serve at depth 101 too, bottlenecks are cheaper",
                "statement",
                "basic-101 "
                        + giga(counts.macs("basic-101"))
                        + ", ResNet-101 "
                        + giga(counts.macs("resnet-101")),
                counts.params("basic-101") < counts.params("resnet-101"),
                "at equal block counts the bottleneck network is the larger one: it is "
                        + "four times as wide outside");
        String first =
                counts.of("preact-resnet-50").rows().stream()
                        .filter(row -> row.block().equals("2.2"))
                        .map(LayerCost::op)
                        .findFirst()
                        .orElse("none");
        list.fact(
                "E6/pre-activation",
                "pre-activation puts batch norm and ReLU before the convolution",
                "batch norm",
                first + " begins a unit of preact-resnet-50",
                first.equals("batch norm"));
        list.uncheckable(
                "E8/gradients",
                "gradients vanish or explode",
                "statement",
                "a statement about training");
    }

    private static void cifar(ClaimList list, Counts counts, String name, String printed) {
        list.count("E1/" + name, name + " parameters", printed, counts.params(name));
    }

    private static boolean equalInputs(Counts counts, Node node) {
        var graph = counts.of("resnet-50").graph();
        return node.inputs().stream()
                .allMatch(input -> graph.node(input).shape().equals(node.shape()));
    }

    private static void bottleneck(ClaimList list) {
        var rows = BlockArithmetic.bottlenecks(256, 14).rows();
        double basic = rows.get(0).params();
        list.ratio(
                "E3/bottleneck",
                "a bottleneck has some 6x fewer parameters than a basic block",
                "6",
                basic / rows.get(3).params());
        list.fact(
                "E3/geometries",
                "which geometry would make it 6x",
                "6x",
                decimals(basic / rows.get(3).params(), 2)
                        + "x at a quarter of the width, "
                        + decimals(basic / rows.get(2).params(), 2)
                        + "x at half, "
                        + decimals((double) rows.get(1).params() / rows.get(3).params(), 2)
                        + "x against one 3x3",
                false,
                "no standard geometry gives 6x");
    }

    /// The first convolution inside a block that strides.
    private static String strided(Counts counts, String name) {
        return counts.of(name).rows().stream()
                .filter(row -> !row.block().equals(row.stage()))
                .map(LayerCost::op)
                .filter(op -> op.endsWith("/2"))
                .findFirst()
                .orElse("none");
    }

    private static void denseNet(ClaimList list, Counts counts) {
        list.fact(
                "F1/params",
                "DenseNet needs fewer parameters than ResNet",
                "statement",
                Figure.like("M", counts.params("densenet-121"))
                        + " against ResNet-50's "
                        + Figure.like("M", counts.params("resnet-50")),
                counts.params("densenet-121") < counts.params("resnet-50"));
        list.fact(
                "F2/channels",
                "layer l reads k0 + k·(l − 1) channels",
                "64 + 32·(l − 1)",
                "first block of DenseNet-121: " + inputs(counts),
                inputs(counts).equals(List.of(64, 96, 128, 160, 192, 224)));
        list.count(
                "F2/40-12",
                "DenseNet L40 k12 parameters",
                "1.0M",
                counts.params("densenet-cifar-40-12"));
        list.count(
                "F2/100-12",
                "DenseNet L100 k12 parameters",
                "7.0M",
                counts.params("densenet-cifar-100-12"));
        list.count(
                "F2/100-24",
                "DenseNet L100 k24 parameters",
                "27.2M",
                counts.params("densenet-cifar-100-24"));
        transitions(list, counts);
    }

    private static List<Integer> inputs(Counts counts) {
        return counts.of("densenet-121").rows().stream()
                .filter(row -> row.stage().equals("2") && row.op().equals("conv 1x1"))
                .map(row -> row.input().channels())
                .limit(6)
                .toList();
    }

    private static void transitions(ClaimList list, Counts counts) {
        List<LayerCost> rows = counts.of("densenet-121").rows();
        var bottlenecks =
                rows.stream()
                        .filter(row -> row.name().contains("bottleneck"))
                        .filter(row -> row.op().equals("conv 1x1"))
                        .toList();
        list.fact(
                "F3/bottleneck",
                "a bottleneck layer narrows to 4k channels",
                "4 · 32",
                bottlenecks.getFirst().output().channels() + " channels",
                bottlenecks.stream().allMatch(row -> row.output().channels() == 128));
        var halved =
                rows.stream()
                        .filter(row -> row.op().equals("conv 1x1"))
                        .filter(row -> !bottlenecks.contains(row))
                        .toList();
        list.fact(
                "F4/transition",
                "a transition halves the channels",
                "theta 0.5",
                halved.size() + " transitions, each halves",
                !halved.isEmpty()
                        && halved.stream()
                                .allMatch(
                                        row ->
                                                row.output().channels()
                                                        == row.input().channels() / 2));
        list.exact("F5/imagenet", "ImageNet DenseNets have three transitions", 3, halved.size());
    }
}

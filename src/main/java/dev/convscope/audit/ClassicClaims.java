package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;

import dev.convscope.analysis.LayerCost;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Parameter;
import dev.convscope.graph.PoolKind;
import dev.convscope.zoo.Configuration;

import java.util.ArrayList;
import java.util.List;

/// What reviews say about AlexNet, VGG and GoogLeNet.
final class ClassicClaims {
    private static final String TRAINING = "a statement about training";

    private ClassicClaims() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("reviews: AlexNet, VGG, GoogLeNet");
        alexNet(list, counts);
        vgg(list, counts);
        googLeNet(list, counts);
        return list.claims();
    }

    private static void alexNet(ClaimList list, Counts counts) {
        List<Node> nodes = counts.of("alexnet").graph().nodes();
        List<Long> normalised =
                nodes.stream()
                        .filter(node -> node.op() instanceof Op.LocalResponseNorm)
                        .map(node -> node.shape().elements())
                        .toList();
        Node firstPool =
                nodes.stream()
                        .filter(node -> node.op() instanceof Op.Pool)
                        .findFirst()
                        .orElseThrow();
        list.fact(
                "B1/order",
                "layers come as convolution, pool, norm",
                firstPool.shape().elements() + " elements normalised first",
                normalised.getFirst() + " in the paper's order, norm before pool",
                normalised.getFirst() == firstPool.shape().elements(),
                "the order of the reviews is CaffeNet's");
        List<String> ops = counts.of("alexnet").rows().stream().map(LayerCost::op).toList();
        list.fact(
                "B2/kernels",
                "AlexNet has 11x11 and 5x5 kernels",
                "11x11, 5x5",
                String.join(", ", ops.stream().filter(op -> op.startsWith("conv")).toList()),
                ops.stream().anyMatch(op -> op.contains("11x11"))
                        && ops.stream().anyMatch(op -> op.contains("5x5")));
        list.uncheckable("B3/relu", "ReLU converges six times faster", "6x", TRAINING);
        var pool = (Op.Pool) firstPool.op();
        list.fact(
                "B4/pooling",
                "max-pools overlap: window 3, stride 2",
                "3, 2",
                pool.window().kernelHeight() + ", " + pool.window().strideHeight(),
                pool.kind() == PoolKind.MAX
                        && pool.window().kernelHeight() == 3
                        && pool.window().strideHeight() == 2);
        lrn(list, nodes);
        list.exact(
                "B/neurons",
                "neurons of the first layer",
                253_440,
                nodes.get(1).shape().elements());
        list.uncheckable(
                "B6/regularisation", "dropout, weight decay, augmentation", "statement", TRAINING);
    }

    private static void lrn(ClaimList list, List<Node> nodes) {
        var norm =
                nodes.stream()
                        .filter(node -> node.op() instanceof Op.LocalResponseNorm)
                        .map(node -> (Op.LocalResponseNorm) node.op())
                        .findFirst()
                        .orElseThrow();
        String computed = norm.size() + ", " + norm.k() + ", " + norm.alpha() + ", " + norm.beta();
        list.fact(
                "B5/lrn",
                "local response normalisation: n, k, alpha, beta",
                "5, 2.0, 1.0E-4, 0.75",
                computed,
                computed.equals("5, 2.0, 1.0E-4, 0.75"));
    }

    private static void vgg(ClaimList list, Counts counts) {
        boolean small =
                counts.of("vgg-16").rows().stream()
                        .filter(row -> row.node().op() instanceof Op.Conv)
                        .allMatch(row -> row.op().equals("conv 3x3"));
        list.fact("C1/kernels", "VGG-16 has 3x3 kernels alone", "3x3", "conv 3x3", small);
        for (var comparison : BlockArithmetic.stacks(64, 56)) {
            var large = comparison.rows().get(0);
            var stack = comparison.rows().get(1);
            list.fact(
                    "C2/" + stack.name(),
                    stack.name() + " see as much as " + large.name(),
                    large.receptiveField() + " pixels",
                    stack.receptiveField() + " pixels",
                    large.receptiveField() == stack.receptiveField());
        }
        var seven = BlockArithmetic.stacks(64, 56).get(1).rows();
        double more = 100. * seven.get(0).params() / seven.get(1).params() - 100;
        list.fact(
                "C3/weights",
                "one 7x7 has 81 % more weights than three 3x3",
                "81 %",
                decimals(more, 1) + " %",
                Math.abs(more - 81) < 1);
        var first = counts.of("vgg-16").rows().get(1);
        list.exact("C4/3x3", "3x3, 3 channels, 64 filters: parameters", 1792, first.params());
        list.exact("C4/5x5", "5x5, 3 channels, 64 filters: parameters", 4864, 64 * (25 * 3 + 1));
        long pointwise =
                counts.of("vgg-16c").rows().stream()
                        .filter(row -> row.op().equals("conv 1x1"))
                        .count();
        list.exact("C5/1x1", "configuration C has three 1x1 convolutions", 3, pointwise);
        initialisation(list, counts);
        list.fact(
                "C8/lrn",
                "normalisation adds no parameters: A and A-LRN",
                Long.toString(counts.params("vgg-11")),
                Long.toString(counts.params("vgg-11-lrn")),
                counts.params("vgg-11") == counts.params("vgg-11-lrn"));
    }

    private static void initialisation(ClaimList list, Counts counts) {
        List<List<Integer>> small = weights(counts, "vgg-11");
        List<List<Integer>> taken = new ArrayList<>(small.subList(0, 4));
        taken.addAll(small.subList(small.size() - 3, small.size()));
        for (String name : List.of("vgg-13", "vgg-16", "vgg-19")) {
            List<List<Integer>> larger = new ArrayList<>(weights(counts, name));
            boolean fits = taken.stream().allMatch(larger::remove);
            list.fact(
                    "C6/" + name,
                    "four convolutions and three layers of A can start " + name,
                    "same shapes",
                    fits ? "same shapes" : "other shapes",
                    fits);
        }
    }

    private static List<List<Integer>> weights(Counts counts, String name) {
        return counts.of(name).graph().nodes().stream()
                .flatMap(node -> node.parameters().stream())
                .filter(spec -> spec.parameter() == Parameter.WEIGHT)
                .map(Parameter.Spec::dimensions)
                .toList();
    }

    private static void googLeNet(ClaimList list, Counts counts) {
        var net = counts.of("googlenet");
        list.exact("D1/layers", "GoogLeNet has 22 layers", 22, Counts.layers(net.graph()));
        list.ratio(
                "D1/params",
                "GoogLeNet has 12x fewer parameters than AlexNet",
                "12",
                (double) counts.params("alexnet") / net.params());
        list.count("D1/flops", "GoogLeNet stays within 1.5B multiply-adds", "1.5B", net.macs());
        list.count(
                "D1/separable",
                "the same with the separable stem that its table implies",
                "1.5B",
                counts.macs("googlenet:separable-stem"));
        for (InceptionModule module : InceptionModule.GOOGLENET) module(list, module);
        var example = BlockArithmetic.inception(InceptionModule.GOOGLENET.get(3)).rows();
        list.fact(
                "D3/reduction",
                "1x1 convolutions make a module of 512 input channels cheaper",
                "cheaper",
                decimals(1 / example.get(1).macsRatio(), 2) + "x fewer multiply-adds in 4b",
                example.get(1).macsRatio() < 1);
        var aux = counts.of("googlenet", Configuration.defaults().withAux(true));
        list.count(
                "D4/aux-params",
                "auxiliary classifiers: parameters dropped at inference",
                "6.38M",
                aux.params() - net.params());
        list.count(
                "D4/aux-macs",
                "auxiliary classifiers: multiply-adds dropped at inference",
                "8.4M",
                aux.macs() - net.macs());
        list.uncheckable("D5/training", "momentum 0.9, rate falls 4 %", "statement", TRAINING);
    }

    /// The module's printed multiply-adds, in millions.
    private static void module(ClaimList list, InceptionModule module) {
        List<String> names = List.of("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b");
        List<String> printed =
                List.of("128M", "304M", "73M", "88M", "100M", "119M", "170M", "54M", "71M");
        List<String> params =
                List.of("159K", "380K", "364K", "437K", "463K", "580K", "840K", "1072K", "1388K");
        int index = names.indexOf(module.name());
        var reduced = BlockArithmetic.inception(module).rows();
        list.count(
                "D2/" + module.name() + "/ops",
                "module " + module.name() + ": multiply-adds",
                printed.get(index),
                reduced.get(1).macs());
        long weights = reduced.get(1).params();
        Figure figure = Figure.parse(params.get(index), "GoogLeNet, Table 1");
        list.fact(
                "D2/" + module.name() + "/params",
                "module " + module.name() + ": weights",
                params.get(index),
                weights + ", " + decimals(weights / 1024., 1) + " times 1024",
                Math.abs(figure.deviation(weights)) <= .02
                        || Math.abs(weights / 1.024 / figure.value() - 1) <= .005,
                "the column counts some modules in units of 1024");
    }
}

package dev.convscope.audit;

import static dev.convscope.audit.ClaimList.decimals;
import static dev.convscope.audit.ClaimList.giga;

import dev.convscope.scaling.CompoundScaling;

import java.util.List;

/// Statements of the reviews that arithmetic or the papers themselves contradict.
final class Corrections {
    private static final String TEXT = "a question of what the paper says";

    private Corrections() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("reviews: statements to correct");
        meanings(list, counts);
        numbers(list, counts);
        texts(list);
        return list.claims();
    }

    private static void meanings(ClaimList list, Counts counts) {
        list.fact(
                "correction/1",
                "FLOPS are operations per second",
                "a rate",
                "a count: B0's 0.39B are "
                        + giga(counts.macs("efficientnet-b0"))
                        + " multiply-adds",
                false);
        list.fact(
                "correction/6",
                "D_K is the size of the input",
                "input size",
                "9 weights per channel in every depthwise layer of MobileNet-V1: the kernel's size",
                false);
        var released = CompoundScaling.RELEASED;
        list.fact(
                "correction/8",
                "alpha, beta and gamma are found for every phi",
                "for every phi",
                "fixed at "
                        + released.alpha()
                        + ", "
                        + released.beta()
                        + ", "
                        + released.gamma()
                        + "; only phi varies",
                false);
        list.fact(
                "correction/9",
                "the product is 2 because doubling an image takes four times the work",
                "2x to 4x",
                "so that the cost grows as 2^phi: "
                        + decimals(released.product(), 4)
                        + "^phi with the released constants",
                false);
        list.fact(
                "correction/13",
                "27 C² and 49 C² are amounts of computation",
                "computation",
                "weights; on a map of 56x56 pixels they make "
                        + giga(27. * 64 * 64 * 56 * 56)
                        + " and "
                        + giga(49. * 64 * 64 * 56 * 56)
                        + " multiply-adds at C = 64",
                false);
        list.fact(
                "correction/14",
                "cost grows as (a, b², r²)^phi",
                "a triple",
                "the product (a · b² · r²)^phi: "
                        + decimals(released.predictedRatio(2), 3)
                        + " at phi 2",
                false);
        list.fact(
                "correction/16",
                "FLOPS are measured for the size of an image",
                "a measure of images",
                "larger images cost more: B0 "
                        + giga(counts.macs("efficientnet-b0"))
                        + " at 224, "
                        + giga(counts.macs("efficientnet-b0@448"))
                        + " at 448 pixels",
                false);
    }

    private static void numbers(ClaimList list, Counts counts) {
        double ratio = (double) counts.params("alexnet") / counts.params("googlenet");
        list.ratio("correction/3", "GoogLeNet has 12x fewer parameters", "12", ratio);
        var rows = BlockArithmetic.bottlenecks(256, 14).rows();
        list.ratio(
                "correction/4",
                "a bottleneck has 6x fewer parameters",
                "6",
                1 / rows.get(3).paramsRatio());
        list.fact(
                "correction/7",
                "ResNet's shortcut maps (28,28,64) to (14,14,128)",
                "28 to 14",
                "56 to 28 at 224 pixels; 28 to 14 has 128 and 256 channels",
                false);
        list.fact(
                "correction/10",
                "B3 needs 20x fewer FLOPS",
                "20x",
                "18x against ResNeXt-101, 19x against PolyNet as printed; "
                        + decimals(
                                (double) counts.macs("resnext-101-64x4d@320")
                                        / counts.macs("efficientnet-b3"),
                                1)
                        + "x and "
                        + decimals(
                                (double) counts.macs("polynet") / counts.macs("efficientnet-b3"), 1)
                        + "x computed",
                false);
    }

    private static void texts(ClaimList list) {
        contradicted(list, 2, "6.1x faster training", "the paper times inference, not training");
        contradicted(list, 5, "VGG trains at scale 356", "the paper prints 384");
        contradicted(
                list, 11, "the search is MobileNet-V3's", "the paper uses MnasNet's search space");
        contradicted(list, 12, "20 layers beat 50", "the paper compares 20 with 56");
        contradicted(
                list,
                15,
                "pre-activation replaces He's initialisation",
                "an order of layers does not replace an initialisation");
    }

    private static void contradicted(ClaimList list, int number, String claim, String text) {
        list.fact("correction/" + number, claim, claim, text, false, TEXT);
    }
}

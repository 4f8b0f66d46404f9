package dev.convscope.zoo;

import static dev.convscope.zoo.Cell.AVERAGE_3;
import static dev.convscope.zoo.Cell.CONV_1;
import static dev.convscope.zoo.Cell.CONV_1_7;
import static dev.convscope.zoo.Cell.CONV_3;
import static dev.convscope.zoo.Cell.MAX_2;
import static dev.convscope.zoo.Cell.MAX_3;
import static dev.convscope.zoo.Cell.NONE;
import static dev.convscope.zoo.Cell.SEP_3;
import static dev.convscope.zoo.Cell.SEP_5;
import static dev.convscope.zoo.Cell.SEP_5_DILATED;
import static dev.convscope.zoo.Cell.SEP_7;
import static dev.convscope.zoo.Cell.pair;

import java.util.List;

/// Networks of searched cells: NASNet-A (Zoph et al. 2018), PNASNet-5 (Liu et al. 2018), AmoebaNet
/// (Real et al. 2019) and GPipe's AmoebaNet-B (Huang et al. 2018).
final class CellNets {
    private static final Cell NASNET_NORMAL =
            new Cell(
                    List.of(
                            pair(SEP_5, 0, SEP_3, 1),
                            pair(SEP_5, 1, SEP_3, 1),
                            pair(AVERAGE_3, 0, NONE, 1),
                            pair(AVERAGE_3, 1, AVERAGE_3, 1),
                            pair(SEP_3, 0, NONE, 0)),
                    List.of(1, 2, 3, 4, 5, 6));
    private static final Cell NASNET_REDUCTION =
            new Cell(
                    List.of(
                            pair(SEP_5, 0, SEP_7, 1),
                            pair(MAX_3, 0, SEP_7, 1),
                            pair(AVERAGE_3, 0, SEP_5, 1),
                            pair(AVERAGE_3, 2, NONE, 3),
                            pair(SEP_3, 2, MAX_3, 0)),
                    List.of(3, 4, 5, 6));

    /// One cell for both purposes; the last pair's `none` is a strided 1×1 in reductions.
    private static final Cell PNASNET =
            new Cell(
                    List.of(
                            pair(SEP_5, 1, MAX_3, 1),
                            pair(SEP_7, 0, MAX_3, 0),
                            pair(SEP_5, 0, SEP_3, 0),
                            pair(SEP_3, 4, MAX_3, 0),
                            pair(SEP_3, 1, NONE, 0)),
                    List.of(2, 3, 4, 5, 6));

    private static final Cell A_NORMAL =
            new Cell(
                    List.of(
                            pair(AVERAGE_3, 0, MAX_3, 0),
                            pair(SEP_3, 1, NONE, 1),
                            pair(NONE, 0, AVERAGE_3, 1),
                            pair(SEP_3, 0, SEP_5, 2),
                            pair(AVERAGE_3, 5, SEP_3, 0)),
                    List.of(1, 3, 4, 6));
    private static final Cell A_REDUCTION =
            new Cell(
                    List.of(
                            pair(SEP_3, 1, AVERAGE_3, 0),
                            pair(MAX_3, 0, SEP_7, 2),
                            pair(MAX_3, 1, MAX_3, 0),
                            pair(SEP_3, 4, CONV_1_7, 0),
                            pair(AVERAGE_3, 1, SEP_7, 0)),
                    List.of(2, 3, 4, 5, 6));
    private static final Cell B_NORMAL =
            new Cell(
                    List.of(
                            pair(CONV_1, 1, MAX_3, 1),
                            pair(NONE, 1, SEP_3, 0),
                            pair(CONV_1, 1, SEP_3, 0),
                            pair(CONV_1, 2, NONE, 2),
                            pair(AVERAGE_3, 1, CONV_1, 5)),
                    List.of(0, 3, 4, 6));
    private static final Cell B_REDUCTION =
            new Cell(
                    List.of(
                            pair(MAX_2, 0, MAX_3, 0),
                            pair(NONE, 2, CONV_3, 1),
                            pair(SEP_5_DILATED, 2, MAX_3, 2),
                            pair(NONE, 3, SEP_3, 1),
                            pair(AVERAGE_3, 4, CONV_1, 3)),
                    List.of(5, 6));
    private static final Cell C_NORMAL =
            new Cell(
                    List.of(
                            pair(AVERAGE_3, 0, SEP_3, 0),
                            pair(NONE, 0, SEP_3, 0),
                            pair(AVERAGE_3, 2, SEP_3, 1),
                            pair(NONE, 0, SEP_3, 1),
                            pair(AVERAGE_3, 3, SEP_3, 0)),
                    List.of(1, 2, 4, 5, 6));
    private static final Cell C_REDUCTION =
            new Cell(
                    List.of(
                            pair(MAX_3, 0, MAX_3, 0),
                            pair(SEP_7, 2, SEP_3, 0),
                            pair(SEP_7, 0, MAX_3, 1),
                            pair(SEP_5, 4, SEP_5, 4),
                            pair(MAX_3, 1, SEP_3, 1)),
                    List.of(0, 2, 3, 4, 5, 6));

    private CellNets() {}

    static List<Network> networks() {
        return List.of(
                nasNet("nasnet-a-large", 331, 96, 168, 6),
                nasNet("nasnet-a-mobile", 224, 32, 44, 4),
                Network.of("pnasnet-5-large", "PNASNet", 331, pnasNet())
                        .describedAs("one cell, found progressively"),
                amoebaNet("amoebanet-a", 331, A_NORMAL, A_REDUCTION, 190),
                amoebaNet("amoebanet-a:f448", 331, A_NORMAL, A_REDUCTION, 448),
                amoebaNet("amoebanet-c", 331, C_NORMAL, C_REDUCTION, 228),
                amoebaNet("gpipe", 480, B_NORMAL, B_REDUCTION, 512));
    }

    private static Network nasNet(String name, int pixels, int stem, int filters, int repeats) {
        var normals = List.of(repeats, repeats, repeats);
        var architecture =
                new CellNet(stem, filters, NASNET_NORMAL, NASNET_REDUCTION, normals, true, 0.5);
        return Network.of(name, "NASNet", pixels, architecture)
                .describedAs(repeats + " normal cells a stage, F = " + filters);
    }

    private static CellNet pnasNet() {
        return new CellNet(96, 216, PNASNET, PNASNET, List.of(4, 3, 3), false, 0.5);
    }

    private static Network amoebaNet(
            String name, int pixels, Cell normal, Cell reduction, int filters) {
        var architecture =
                new CellNet(32, filters, normal, reduction, List.of(6, 6, 6), false, 0.5);
        return Network.of(name, "AmoebaNet", pixels, architecture)
                .describedAs("18 normal cells, F = " + filters);
    }
}

package dev.convscope.zoo;

import dev.convscope.zoo.ResidualBlock.Form;
import dev.convscope.zoo.ResidualBlock.Shortcut;
import dev.convscope.zoo.ResidualNet.Stem;

import java.util.ArrayList;
import java.util.List;

/// ResNets for ImageNet (He et al. 2016) in the paper's form and in PyTorch's, which puts a
/// bottleneck's stride in the 3×3.
final class ResNets {
    private static final Form BASIC = new Form.Basic();
    private static final Form BOTTLENECK = new Form.Bottleneck(1);

    /// Layers by the paper's count, blocks per stage, and the kind of block (Table 1).
    private record Row(int layers, List<Integer> counts, Form form) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(18, List.of(2, 2, 2, 2), BASIC),
                    new Row(34, List.of(3, 4, 6, 3), BASIC),
                    new Row(50, List.of(3, 4, 6, 3), BOTTLENECK),
                    new Row(101, List.of(3, 4, 23, 3), BOTTLENECK),
                    new Row(152, List.of(3, 8, 36, 3), BOTTLENECK),
                    new Row(200, List.of(3, 24, 36, 3), BOTTLENECK));

    private ResNets() {}

    static List<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (Row row : ROWS) {
            networks.add(network("resnet-" + row.layers(), row, Shortcut.PROJECTED, false));
        }
        for (Row row : ROWS.subList(2, ROWS.size())) {
            networks.add(
                    network("resnet-" + row.layers() + ":v1", row, Shortcut.PROJECTED, true)
                            .describedAs("stride in the first 1×1 of a block, as in the paper"));
        }
        for (Row row : ROWS.subList(0, 3)) networks.addAll(shortcutOptions(row));
        return networks;
    }

    private static List<Network> shortcutOptions(Row row) {
        String name = "resnet-" + row.layers() + ":option-";
        return List.of(
                network(name + "a", row, Shortcut.PADDED, false)
                        .describedAs("shortcuts without parameters: subsampled, zero channels"),
                network(name + "b", row, Shortcut.PROJECTED, false)
                        .describedAs("projections where the shape changes"),
                network(name + "c", row, Shortcut.PROJECTED_EVERYWHERE, false)
                        .describedAs("a projection in every block"));
    }

    private static Network network(String name, Row row, Shortcut shortcut, boolean strideFirst) {
        var block = new ResidualBlock(row.form(), shortcut, strideFirst, false);
        var architecture = new ResidualNet(row.counts(), 64, Stem.IMAGENET, block, 0);
        return Network.of(name, "ResNet", 224, architecture)
                .describedAs(
                        row.form() == BASIC
                                ? "basic blocks of two 3×3 convolutions"
                                : "bottleneck blocks, stride in the 3×3");
    }
}

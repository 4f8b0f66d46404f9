package dev.convscope.audit;

import dev.convscope.analysis.GroupCost;
import dev.convscope.analysis.Kind;
import dev.convscope.analysis.LayerCost;
import dev.convscope.analysis.Level;

import java.util.List;
import java.util.Map;

/// Table 1: the stages of EfficientNet-B0.
final class BaselineTable {
    private BaselineTable() {}

    static List<Claim> claims(Counts counts) {
        var list = new ClaimList("EfficientNet, Table 1");
        List<GroupCost> stages =
                counts.of("efficientnet-b0").by(Level.STAGE).stream()
                        .filter(group -> !group.stage().isEmpty())
                        .toList();
        for (Map<String, String> row : PublishedTable.rows(1)) {
            GroupCost stage = stages.get(Integer.parseInt(row.get("stage")) - 1);
            String published = describe(row);
            String computed = describe(stage);
            list.fact(
                    "table1/stage" + row.get("stage"),
                    row.get("operator"),
                    published,
                    computed,
                    published.equals(computed));
        }
        return list.claims();
    }

    private static String describe(Map<String, String> row) {
        String operator = row.get("operator");
        String kernel = operator.replaceAll(".*?(\\d)x\\d.*", "$1x$1");
        return String.join(
                " ",
                kernel,
                row.get("pixels") + "px",
                row.get("channels") + "ch",
                "x" + row.get("layers"));
    }

    /// Kernel, size of the input, channels written before the image is pooled away, and blocks.
    private static String describe(GroupCost stage) {
        LayerCost spatial =
                stage.rows().stream()
                        .filter(row -> row.kind().counted() && row.kind() != Kind.POINTWISE)
                        .filter(row -> row.output().pixels() > 1)
                        .findFirst()
                        .orElse(stage.rows().getFirst());
        LayerCost last =
                stage.rows().stream()
                        .filter(row -> row.kind().counted() && row.output().pixels() > 1)
                        .reduce(spatial, (_, row) -> row);
        long blocks = stage.rows().stream().map(LayerCost::block).distinct().count();
        return String.join(
                " ",
                spatial.op().replaceAll(".*?(\\d)x\\d.*", "$1x$1"),
                stage.input().height() + "px",
                last.output().channels() + "ch",
                "x" + blocks);
    }
}

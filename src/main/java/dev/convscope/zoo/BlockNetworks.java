package dev.convscope.zoo;

import dev.convscope.base.UserException;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.zoo.InvertedResidualNet.Ends;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Networks written as block strings, one stage a line, around EfficientNet's stem and head.
public final class BlockNetworks {
    /// Channels of the last convolution, unless a file says otherwise.
    public static final int HEAD = 1280;

    private static final Pattern END = Pattern.compile("(stem|head) +(.*)");
    private static final int PIXELS = 224;
    private static final double DROPOUT = 0.2;
    private static final double SURVIVAL = 0.8;

    private BlockNetworks() {}

    /// The network of a file's lines; blank lines and those that begin with `#` are passed over.
    ///
    /// The stem has as many channels as the first stage reads, the head 1280, unless lines such as
    /// `stem 32` and `head 2560` say otherwise. Activation is SiLU unless the strings agree on
    /// another.
    ///
    /// @param name what the network is called, and the place that errors name
    public static Network parse(String name, List<String> lines) {
        List<BlockRow> rows = new ArrayList<>();
        Map<String, Integer> ends = new HashMap<>();
        Set<ActivationFunction> activations = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            String where = name + ", line " + (i + 1);
            Matcher end = END.matcher(line);
            if (end.matches()) {
                ends.put(end.group(1), channels(end.group(2), where));
                continue;
            }
            BlockString block = BlockString.parse(line, where);
            if (!rows.isEmpty()) follows(rows.getLast(), block.row(), where);
            rows.add(block.row());
            activations.add(block.activation().orElse(ActivationFunction.SILU));
        }
        if (rows.isEmpty()) throw wrong("there is no block string in the file", name);
        if (activations.size() > 1) throw wrong("the stages do not agree on an activation", name);
        int stem = ends.getOrDefault("stem", rows.getFirst().input());
        int head = ends.getOrDefault("head", HEAD);
        return network(name, rows, stem, head, activations.iterator().next());
    }

    private static int channels(String digits, String where) {
        if (digits.matches("[1-9][0-9]{0,4}")) return Integer.parseInt(digits);
        throw UserException.about("the stem or head has no number of channels")
                .where(where)
                .found("'" + digits + "'")
                .expected("a whole number from 1, such as stem 32")
                .build();
    }

    private static void follows(BlockRow before, BlockRow row, String where) {
        if (before.output() == row.input()) return;
        throw UserException.about("a stage does not read what the one before it writes")
                .where(where)
                .found("i" + row.input())
                .expected("i" + before.output())
                .build();
    }

    private static UserException wrong(String what, String name) {
        return UserException.about(what)
                .where(name)
                .expected("one block string a line, such as r2_k3_s22_e6_i16_o24_se0.25")
                .build();
    }

    private static Network network(
            String name, List<BlockRow> rows, int stem, int head, ActivationFunction activation) {
        var architecture =
                new InvertedResidualNet(
                        rows,
                        Ends.SCALED,
                        1,
                        1,
                        stem,
                        head,
                        DROPOUT,
                        SURVIVAL,
                        ChannelRounding.NINE_TENTHS,
                        new Units(activation, true, 1e-3));
        return Network.of(name, "block strings", PIXELS, architecture);
    }
}

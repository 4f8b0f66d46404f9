package dev.convscope.bench;

import java.util.List;

/// Layers that one step covers, in short: `3.1.expand+bn+act` for `3.1.expand`, `3.1.expand.bn` and
/// `3.1.expand.act`.
final class LayerNames {
    private LayerNames() {}

    static String together(List<String> names) {
        if (names.isEmpty()) return "output";
        var text = new StringBuilder(names.getFirst());
        for (String name : names.subList(1, names.size())) {
            text.append('+').append(name.substring(name.lastIndexOf('.') + 1));
        }
        return text.toString();
    }
}

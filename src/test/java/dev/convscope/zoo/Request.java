package dev.convscope.zoo;

import dev.convscope.graph.Graph;

import java.util.Map;

/// A network with its options, as `names.csv` writes it.
record Request(Network network, Configuration configuration) {

    static Request of(Map<String, String> row) {
        String[] nameAndPixels = row.get("name").split("@");
        Network network =
                Zoo.find(nameAndPixels[0])
                        .orElseThrow(() -> new AssertionError("unknown " + nameAndPixels[0]));
        Configuration c = Configuration.defaults();
        if (nameAndPixels.length > 1) c = c.withPixels(Integer.parseInt(nameAndPixels[1]));
        String[] words = row.get("options").trim().split(" +");
        for (int i = 0; i < words.length; i++) {
            c =
                    switch (words[i]) {
                        case "" -> c;
                        case "--aux" -> c.withAux(true);
                        case "--width" -> c.withWidth(Double.parseDouble(words[++i]));
                        case "--depth" -> c.withDepth(Double.parseDouble(words[++i]));
                        case "--classes" -> c.withClasses(Integer.parseInt(words[++i]));
                        case "--growth-rate" -> c.with("growth-rate", words[++i]);
                        default -> throw new AssertionError("unknown option " + words[i]);
                    };
        }
        return new Request(network, c);
    }

    Graph build() {
        return network.build(configuration);
    }
}

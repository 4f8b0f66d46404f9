package dev.convscope.zoo;

import java.util.List;

/// DenseNet-BC for ImageNet (Huang et al. 2017, Table 1).
final class DenseNets {
    private DenseNets() {}

    static List<Network> networks() {
        return List.of(
                network("densenet-121", List.of(6, 12, 24, 16), 32),
                network("densenet-161", List.of(6, 12, 36, 24), 48),
                network("densenet-169", List.of(6, 12, 32, 32), 32),
                network("densenet-201", List.of(6, 12, 48, 32), 32),
                network("densenet-264", List.of(6, 12, 64, 48), 32));
    }

    private static Network network(String name, List<Integer> layers, int growth) {
        return Network.of(name, "DenseNet", 224, new DenseNet(layers, growth, false))
                .describedAs("growth rate " + growth + ", bottlenecks, compression by one half");
    }
}

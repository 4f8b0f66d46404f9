package dev.convscope.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All networks, by name.
public final class Zoo {
    private static final Map<String, Network> NETWORKS = byName();

    private Zoo() {}

    /// Every listed network, family by family, always in the same order.
    public static List<Network> networks() {
        return List.copyOf(NETWORKS.values());
    }

    /// The network of a name with its variant, such as `googlenet:torchvision`; names with numbers
    /// in them, such as `resnet-cifar-164`, generate networks that are not listed.
    ///
    /// @throws dev.convscope.base.UserException if a generator has no network of these numbers
    public static Optional<Network> find(String name) {
        Network listed = NETWORKS.get(name);
        return listed != null ? Optional.of(listed) : CifarNetworks.find(name);
    }

    private static Map<String, Network> byName() {
        List<Network> all = new ArrayList<>();
        all.addAll(EfficientNets.networks());
        all.addAll(EfficientNetRelatives.networks());
        all.addAll(EfficientNetsV2.networks());
        all.addAll(SequentialNets.networks());
        all.addAll(GoogLeNets.networks());
        all.addAll(Inceptions.networks());
        all.addAll(Xception.networks());
        all.addAll(PolyNets.networks());
        all.addAll(ResNets.networks());
        all.addAll(ResNetRelatives.networks());
        all.addAll(DenseNets.networks());
        all.addAll(MobileNets.networks());
        all.addAll(CellNets.networks());
        all.addAll(CifarNetworks.networks());
        Map<String, Network> named = new LinkedHashMap<>();
        for (Network network : all) {
            if (named.put(network.name(), network) != null) {
                throw new IllegalStateException("two networks are named " + network.name());
            }
        }
        return named;
    }
}

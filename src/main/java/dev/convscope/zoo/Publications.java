package dev.convscope.zoo;

import java.util.List;

/// Published figures by network name; see the sources in each row. Nothing here is computed.
final class Publications {
    private Publications() {}

    static List<Published> of(String name) {
        return List.of();
    }
}

package dev.convscope.scaling;

import dev.convscope.zoo.Zoo;

final class Networks {
    private Networks() {}

    static ScalingBase base(String name) {
        return new ScalingBase(Zoo.find(name).orElseThrow());
    }
}

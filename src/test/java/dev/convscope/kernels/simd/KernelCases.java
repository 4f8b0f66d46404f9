package dev.convscope.kernels.simd;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.TileSet;

import java.util.ArrayList;
import java.util.List;

/// All cases of the kernel contract: the same at every vector width, but for tiles that only one
/// width has.
final class KernelCases {
    private KernelCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>(ConvCases.all());
        cases.addAll(WinogradCases.all());
        cases.addAll(MapCases.all());
        cases.addAll(FusedCases.all());
        return List.copyOf(cases);
    }

    /// Cases that there are at every vector width.
    static long ofEveryWidth(List<KernelCase> cases) {
        return cases.stream().filter(test -> !isPaired(test.call())).count();
    }

    private static boolean isPaired(KernelCall call) {
        return switch (call) {
            case KernelCall.Conv conv -> conv.tiles() == TileSet.PAIRED;
            case KernelCall.GatedConv gated -> gated.convs().getFirst().tiles() == TileSet.PAIRED;
            case KernelCall.ConvDepthwise fused -> fused.conv().tiles() == TileSet.PAIRED;
            default -> false;
        };
    }
}

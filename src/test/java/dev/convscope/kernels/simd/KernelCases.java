package dev.convscope.kernels.simd;

import java.util.ArrayList;
import java.util.List;

/// All cases of the kernel contract, the same at every vector width.
final class KernelCases {
    private KernelCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>(ConvCases.all());
        cases.addAll(WinogradCases.all());
        cases.addAll(MapCases.all());
        cases.addAll(FusedCases.all());
        return List.copyOf(cases);
    }
}

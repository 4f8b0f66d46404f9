package dev.convscope.kernels.simd;

/// Runs the whole kernel contract in a JVM of its own and prints the width it used, then every
/// broken promise, then how many cases it ran.
final class ContractChild {
    private ContractChild() {}

    public static void main(String[] args) {
        System.out.println("bits " + Lanes.bits());
        var cases = KernelCases.all();
        cases.forEach(test -> KernelContract.broken(test).ifPresent(ContractChild::print));
        System.out.println("cases " + KernelCases.ofEveryWidth(cases));
    }

    private static void print(String broken) {
        System.out.println("broken " + broken);
    }
}

package dev.convscope.kernels.simd;

import dev.convscope.kernels.KernelCall;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Runs each kernel until it is compiled and names those that still allocate: `boxes` for an object
/// for every vector, `keeps` for less.
final class BoxingChild {
    private static final int SILENT = 10;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private BoxingChild() {}

    /// @param arguments `all`, or `tiles` for one case of each kernel method alone; then, if only
    ///     some cases are of interest, an expression for their names
    public static void main(String[] arguments) {
        boolean all = !arguments[0].equals("tiles");
        Set<Object> seen = new HashSet<>();
        List<KernelCase> cases =
                KernelCases.all().stream()
                        .filter(test -> ofThisMachine(test.call()))
                        .filter(test -> all || seen.add(method(test.call())))
                        .filter(test -> arguments.length < 2 || test.name().matches(arguments[1]))
                        .toList();
        for (KernelCase test : cases) {
            var memory = test.memory();
            long bytes = Allocation.settle(() -> test.runSimd(memory, 0, 1), SILENT, LIMIT);
            String verdict = bytes >= bytesIfBoxed(test) ? "boxes " : "keeps ";
            if (bytes > 0) System.out.println(verdict + bytes + " bytes: " + test.name());
        }
        System.out.println("kernels " + cases.size());
    }

    /// Bytes of one object for every vector that the call reads: what is far below is a single
    /// vector kept at the entry of a loop, which the test of whole networks finds where it matters.
    private static long bytesIfBoxed(KernelCase test) {
        int vectors = Math.ceilDiv(test.footprint().reads().cardinality(), Lanes.count());
        return (long) vectors * (Lanes.bits() / Byte.SIZE + 16);
    }

    /// Whether a plan for this machine's registers would have it.
    private static boolean ofThisMachine(KernelCall call) {
        boolean wide = Lanes.bits() >= 512;
        return switch (call) {
            case KernelCall.Conv conv ->
                    switch (conv.tiles()) {
                        case SINGLE_PIXEL -> true;
                        case WIDE, PAIRED, STREAMED -> wide;
                        case FENCED -> !wide;
                    };
            case KernelCall.Depthwise depthwise -> depthwise.fenced() != wide;
            default -> true;
        };
    }

    /// What tells the generated methods apart that calls end in.
    private static Object method(KernelCall call) {
        return switch (call) {
            case KernelCall.Conv conv ->
                    List.of(conv.tiles(), conv.step(), conv.panels().getFirst().cover()[0]);
            case KernelCall.Depthwise depthwise ->
                    List.of(
                            depthwise.kernelHeight(),
                            depthwise.strideHeight(),
                            depthwise.cover().length == 0 ? 0 : depthwise.cover()[0]);
            default -> call.getClass();
        };
    }
}

package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.TileSet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/// A method of vector code, apart from the calls that need it: what a warm-up has C2 compile.
///
/// Two of the same kind are equal. Each works on scratch memory, a little or nothing at all: a call
/// with nothing to do counts for the JVM like any other, but has no vector operation, and those are
/// a thousand times slower until C2 has compiled the method. That is why every method of vector
/// code returns at once when it has nothing to do.
///
/// A method shorter than 325 bytecodes becomes part of whatever C2 compiles that calls it. What
/// calls it here has to stay in the interpreter, then, or C2 would compile that, and not the method
/// for those who need it: so each has a loop of its own around it, which is entered seldom.
public sealed interface VectorMethod
        permits VectorLoop, VectorMethod.Generated, VectorMethod.Pointwise {
    /// Floats of each of the two scratch arrays.
    int SCRATCH = 1 << 13;

    /// Turns that a loop takes where that is free to choose: many, as in an inference, because C2
    /// unrolls and places code after what it has seen.
    int TURNS = 16;

    /// Turns of a loop with much to do in each.
    int FEW = 4;

    /// Calls with work that belong together, because they differ.
    int CALLS = 2;

    /// @param times that it is called
    /// @param turns of its loops: {@link #TURNS}, or 0 for calls with nothing to do
    /// @param a written and read, `SCRATCH` long
    /// @param w read, `SCRATCH` long
    void run(int times, int turns, float[] a, float[] w);

    /// Rounds that a warm-up begins with: {@link #idle} calls with nothing to do, then {@link
    /// #CALLS}
    /// with work. The JVM asks C2 when it has counted 5000 calls.
    default int rounds() {
        return 5;
    }

    default int idle() {
        return 1280;
    }

    /// The methods that a call may enter.
    static Set<VectorMethod> of(KernelCall call) {
        Set<VectorMethod> methods = new LinkedHashSet<>();
        switch (call) {
            case KernelCall.Conv conv -> add(methods, conv);
            case KernelCall.GatedConv gated -> {
                boolean pairs = gated.convs().getFirst().tiles() == TileSet.PAIRED;
                methods.add(pairs ? VectorLoop.SCALE_PAIRS : VectorLoop.SCALE_WEIGHTS);
                add(methods, gated.convs().getFirst());
            }
            case KernelCall.Depthwise depthwise -> add(methods, depthwise);
            case KernelCall.ConvDepthwise fused -> {
                add(methods, fused.conv());
                add(methods, fused.depthwise());
                methods.add(VectorLoop.ZERO);
            }
            case KernelCall.WinogradInput input -> {
                add(methods, Pass.INPUT, input.tiles().down());
                add(methods, Pass.INPUT, input.tiles().right());
            }
            case KernelCall.WinogradOutput output -> add(methods, output);
            case KernelCall.Pool pool -> {
                methods.add(pool.maximum() ? VectorLoop.MAXIMUM : VectorLoop.SUM);
                if (PoolKernel.isWrittenOut(pool)) {
                    var maximum =
                            pool.kernelHeight() == 2
                                    ? VectorLoop.MAXIMUM_2X2
                                    : VectorLoop.MAXIMUM_3X3;
                    methods.add(pool.maximum() ? maximum : VectorLoop.MEAN_3X3);
                }
            }
            case KernelCall.AdaptiveAverage _ -> methods.add(VectorLoop.MEAN);
            case KernelCall.Affine affine -> {
                methods.add(affine.constants() < 0 ? VectorLoop.COPY : VectorLoop.AFFINE);
                if (affine.activation().needsPass()) add(methods, affine.activation());
            }
            case KernelCall.Add add -> {
                methods.add(VectorLoop.ADD);
                if (add.activation().needsPass()) add(methods, add.activation());
            }
            case KernelCall.ChannelScale _ -> methods.add(VectorLoop.MULTIPLY);
            case KernelCall.ZeroHalo _ -> methods.add(VectorLoop.ZERO);
            case KernelCall.LocalResponseNorm _ -> methods.add(VectorLoop.NORMALISE);
            case KernelCall.PackImage _ -> methods.add(VectorLoop.INTERLEAVE);
            case KernelCall.UnpackOutput _, KernelCall.Rearrange _ -> {}
        }
        return methods;
    }

    private static void add(Set<VectorMethod> methods, KernelCall.Conv conv) {
        for (Panel panel : conv.panels()) {
            for (int tile : panel.cover()) add(methods, conv, tile);
            for (int tile : panel.lastCover()) add(methods, conv, tile);
        }
        boolean adds = conv.residual() >= 0;
        if (adds) methods.add(VectorLoop.ADD);
        if (!adds || conv.activation().needsPass()) add(methods, conv.activation());
    }

    private static void add(Set<VectorMethod> methods, KernelCall.Conv conv, int tile) {
        methods.add(new ConvTile(conv.tiles(), conv.step(), tile, false));
        int pixels = TileSet.pixels(tile);
        if (conv.asksAhead() && TileSet.asksAhead(pixels, TileSet.vectors(tile))) {
            methods.add(new ConvTile(conv.tiles(), conv.step(), tile, true));
        }
    }

    private static void add(Set<VectorMethod> methods, KernelCall.Depthwise c) {
        int kind = DepthwiseKernel.kind(c);
        for (int pixels : c.cover()) methods.add(new DepthwiseTile(c.fenced(), kind + pixels));
        if (c.cover().length == 0) methods.add(VectorLoop.PLAIN_DEPTHWISE);
        if (c.activation().needsPass()) add(methods, c.activation());
        if (c.means() < 0) return;
        methods.add(VectorLoop.ACCUMULATE_FOURS);
        methods.add(VectorLoop.ACCUMULATE_ONES);
    }

    private static void add(Set<VectorMethod> methods, KernelCall.WinogradOutput output) {
        MinimalFilter down = output.tiles().down();
        MinimalFilter right = output.tiles().right();
        boolean square = down != MinimalFilter.NONE && right != MinimalFilter.NONE;
        add(methods, output.adds() ? Pass.ADDING : Pass.LAST, square ? MinimalFilter.NONE : down);
        add(methods, output.adds() ? Pass.ADDING : Pass.LAST, right);
        add(methods, Pass.HALF, down);
        add(methods, Pass.HALF, right);
        methods.add(output.adds() ? VectorLoop.FINISH_ADDING : VectorLoop.FINISH);
        if (output.activation().needsPass()) add(methods, output.activation());
    }

    private static void add(Set<VectorMethod> methods, Pass pass, MinimalFilter filter) {
        if (filter != MinimalFilter.NONE) methods.add(new Winograd(pass, filter));
    }

    private static void add(Set<VectorMethod> methods, Activation activation) {
        // All clamps are one method.
        if (activation.clamps()) methods.add(new Pointwise(Activation.RELU));
        else if (activation.needsPass()) methods.add(new Pointwise(activation));
    }

    /// A method whose calls with nothing to do turn a loop. The JVM then asks C2 after some 600 of
    /// them, and one in nine can be one with work. Where it is one in hundreds, C2 takes the work
    /// for rare, and the tiles that need all registers are 2 to 9 % slower.
    sealed interface Generated extends VectorMethod {
        @Override
        default int rounds() {
            return 20;
        }

        @Override
        default int idle() {
            return 16;
        }
    }

    /// A register tile of a convolution, or the one that asks for weights.
    record ConvTile(TileSet tiles, int step, int tile, boolean asks) implements Generated {
        /// Pixels of a row of the output.
        private static final int ROW = CALLS;

        private static final int MOST_READS = 32;

        /// Products of a call: each is an object until C2 has compiled the tile.
        private static final int PRODUCTS = 224;

        private static final int[][] ADVANCES =
                IntStream.rangeClosed(0, MOST_READS).mapToObj(int[]::new).toArray(int[][]::new);

        @Override
        public void run(int times, int turns, float[] a, float[] w) {
            int[] advances = ADVANCES[turns == 0 ? 0 : reads()];
            if (asks) {
                ConvTiles.repeatAsking(this, times, advances, ROW, a, w);
            } else {
                ConvTiles.repeat(this, times, advances, ROW, a, w);
            }
        }

        /// An even number, because some tiles take two at a time.
        private int reads() {
            int size = TileSet.pixels(tile) * TileSet.vectors(tile);
            return Math.min(PRODUCTS / size & -2, MOST_READS);
        }
    }

    /// A register tile of a depthwise convolution.
    record DepthwiseTile(boolean fenced, int tile) implements Generated {
        /// More than the widest tile reads.
        private static final int ROW = 32 * BLOCK;

        @Override
        public void run(int times, int turns, float[] a, float[] w) {
            DepthwiseKernel.repeat(fenced, tile, times, a, turns == 0 ? 0 : ROW, w, SCRATCH / 2);
        }
    }

    /// The pass of an activation.
    record Pointwise(Activation activation) implements VectorMethod {
        @Override
        public void run(int times, int turns, float[] a, float[] w) {
            for (int i = 0; i < times; i++) ActivationKernel.run(activation, a, 0, turns * BLOCK);
        }
    }

    /// What a Winograd transform does to lines of vectors.
    enum Pass {
        INPUT,
        HALF,
        LAST,
        ADDING
    }

    /// A pass of one filter.
    record Winograd(Pass pass, MinimalFilter filter) implements Generated {
        private static final int STEP = TURNS * BLOCK;
        private static final int TO = SCRATCH / 2;
        private static final int MAX = Integer.MAX_VALUE;

        @Override
        public void run(int times, int turns, float[] a, float[] w) {
            int lines = Math.min(turns, FEW);
            switch (pass) {
                case INPUT ->
                        WinogradPasses.repeatInput(
                                filter, times, a, 0, STEP, BLOCK, TO, STEP, BLOCK, lines);
                case HALF -> WinogradPasses.repeatHalf(filter, times, a, 0, STEP, BLOCK, lines);
                case LAST ->
                        WinogradPasses.repeatLast(
                                filter, times, a, 0, STEP, BLOCK, lines, w, 0, TO, STEP, BLOCK, 0,
                                MAX);
                case ADDING ->
                        WinogradPasses.repeatAdding(
                                filter, times, a, 0, STEP, BLOCK, lines, w, 0, TO, STEP, BLOCK, 0,
                                MAX, TO, STEP, BLOCK);
            }
        }
    }
}

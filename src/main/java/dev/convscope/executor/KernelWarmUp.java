package dev.convscope.executor;

import com.sun.management.ThreadMXBean;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;
import dev.convscope.kernels.simd.SimdKernels;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Has C2 compile the kernels of a plan before its first inference, whatever flags the JVM has.
///
/// Until C2 has compiled a kernel, each of its vectors is an object, and it runs a thousand times
/// slower. So every kernel is called on its own, with little work, until a call of it allocates
/// nothing: that is the sign of compiled code. What is compiled already takes one call.
final class KernelWarmUp {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Reads of a shortened convolution: enough turns of its loop for C2 to be asked after some 600
    /// calls.
    private static final int READS = 32;

    /// Rows of an image to pack.
    private static final int ROWS = 4;

    /// Calls of a kernel before the next one has its turn, so that C2 always has something to do.
    private static final int TURN = 50;

    private static final long TURN_NANOS = 5_000_000;

    /// Turns of one kernel. Beyond that the JVM has no C2, or it compiled the kernel badly; it runs
    /// all the same.
    private static final int MOST_TURNS = 200;

    private final float[] arena;
    private final float[] constants;
    private final float[] image;

    private KernelWarmUp(float[] arena, float[] constants, int imageLength) {
        this.arena = arena;
        this.constants = constants;
        this.image = new float[imageLength];
    }

    /// Leaves anything in the arena, which an inference writes before it reads.
    static void run(Collection<KernelCall> calls, float[] arena, float[] constants) {
        int image = 0;
        for (KernelCall call : calls) {
            if (call instanceof KernelCall.PackImage c) image = c.channels() * ROWS * c.width();
        }
        new KernelWarmUp(arena, constants, image).compile(distinct(calls));
    }

    /// A kernel and the turns it has left.
    private record Waiting(KernelCall kernel, int turns) {}

    private void compile(Collection<KernelCall> kernels) {
        var waiting = new ArrayDeque<Waiting>();
        for (KernelCall kernel : kernels) waiting.add(new Waiting(kernel, MOST_TURNS));
        while (!waiting.isEmpty()) {
            Waiting next = waiting.poll();
            if (!isCompiled(next.kernel()) && next.turns() > 1) {
                waiting.add(new Waiting(next.kernel(), next.turns() - 1));
            }
        }
    }

    private boolean isCompiled(KernelCall kernel) {
        KernelCall crossing = crossing(kernel);
        long end = System.nanoTime() + TURN_NANOS;
        for (int i = 0; i < TURN && System.nanoTime() < end; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            if (crossing != kernel) SimdKernels.run(crossing, 0, 1, arena, constants, image, null);
            SimdKernels.run(kernel, 0, 1, arena, constants, image, null);
            if (THREADS.getCurrentThreadAllocatedBytes() == before) return true;
        }
        return false;
    }

    /// The smallest call of each kernel; those that only move numbers in scalar code are left out.
    private static Collection<KernelCall> distinct(Collection<KernelCall> calls) {
        Map<Object, KernelCall> kernels = new HashMap<>();
        for (KernelCall call : calls) {
            switch (call) {
                case KernelCall.Conv conv -> tiles(conv, kernels);
                case KernelCall.GatedConv gated -> {
                    tiles(unscaled(gated), kernels);
                    keep(kernels, oneTile(gated), gated.convs().getFirst().tiles());
                }
                case KernelCall.Depthwise depthwise -> keep(kernels, depthwise);
                case KernelCall.ConvDepthwise fused -> {
                    tiles(fused.conv(), kernels);
                    keep(kernels, fewRows(fused));
                }
                case KernelCall.WinogradInput input ->
                        keep(kernels, input, input.tiles().down(), input.tiles().right());
                case KernelCall.WinogradOutput output ->
                        keep(
                                kernels,
                                output,
                                output.tiles().down(),
                                output.tiles().right(),
                                cutsTiles(output),
                                output.adds(),
                                output.activation());
                case KernelCall.Pool pool -> keep(kernels, pool, pool.maximum());
                case KernelCall.AdaptiveAverage average -> keep(kernels, average);
                case KernelCall.Affine affine ->
                        keep(kernels, affine, affine.constants() < 0, affine.activation());
                case KernelCall.Add add -> keep(kernels, add, add.activation());
                case KernelCall.ChannelScale scale -> keep(kernels, scale);
                case KernelCall.ZeroHalo halo -> keep(kernels, halo, halo.pixelStride());
                case KernelCall.LocalResponseNorm norm -> keep(kernels, norm);
                case KernelCall.PackImage pack -> keep(kernels, fewRows(pack));
                case KernelCall.UnpackOutput _, KernelCall.Rearrange _ -> {}
            }
        }
        return kernels.values();
    }

    /// Tiles that reach over the edge take code of their own.
    private static boolean cutsTiles(KernelCall.WinogradOutput c) {
        boolean below = c.output().height() % c.tiles().down().outputs() > 0;
        return below || c.output().width() % c.tiles().right().outputs() > 0;
    }

    /// Later layers have smaller maps, so that the last call of a kernel is a small one.
    private static void keep(Map<Object, KernelCall> kernels, KernelCall call, Object... variant) {
        kernels.put(List.of(call.getClass(), List.of(variant)), call);
    }

    private static void keep(Map<Object, KernelCall> kernels, KernelCall.Depthwise d) {
        keep(
                kernels,
                d,
                d.kernelHeight(),
                d.kernelWidth(),
                d.strideHeight(),
                Arrays.stream(d.cover()).boxed().toList(),
                d.activation(),
                d.means() >= 0);
    }

    /// The convolution by the constants themselves: tiles do not care.
    private static KernelCall.Conv unscaled(KernelCall.GatedConv c) {
        return c.convs().getFirst().movingWeights(c.weights() - c.scaled(0));
    }

    /// One panel twice: where C2 has seen no second one, it takes it for impossible.
    private static KernelCall.GatedConv oneTile(KernelCall.GatedConv c) {
        KernelCall.Conv conv = c.convs().getFirst();
        Panel panel = conv.panels().getFirst();
        KernelCall.Conv one = oneTile(conv, panel, panel.cover()[0]);
        Panel small = one.panels().getFirst();
        var panels = List.of(small, small);
        return new KernelCall.GatedConv(
                List.of(one.writingTo(one.output(), 0, one.outputBlock(), panels)),
                c.weights(),
                c.length(),
                Arrays.copyOf(c.gates(), Math.min(READS, c.gates().length)));
    }

    /// Where C2 has seen no second row, it takes it for impossible.
    private static KernelCall.PackImage fewRows(KernelCall.PackImage c) {
        return new KernelCall.PackImage(
                c.channels(),
                Math.min(ROWS, c.height()),
                c.width(),
                c.offset(),
                c.rowStride(),
                c.pixelStride(),
                c.blockStride());
    }

    /// Its input is a ring, which holds no more than a few rows. Two of them where it has as many:
    /// where C2 has seen no second one, it takes it for impossible.
    private static KernelCall.Depthwise fewRows(KernelCall.ConvDepthwise c) {
        KernelCall.Depthwise d = c.depthwise();
        Plane out = d.output();
        int rows = Math.min(2, Math.min(out.height(), c.ring().rows()));
        return new KernelCall.Depthwise(
                d.kernelHeight(),
                d.kernelWidth(),
                d.strideHeight(),
                d.strideWidth(),
                d.dilation(),
                d.fenced(),
                d.input(),
                d.inputBlock(),
                d.inputRow(),
                d.weights(),
                d.cover(),
                new Plane(out.offset(), 1, rows, out.width(), out.blockStride(), out.rowStride()),
                d.activation(),
                1,
                d.means());
    }

    /// A convolution of one pixel tile, for each of its tiles.
    private static void tiles(KernelCall.Conv conv, Map<Object, KernelCall> kernels) {
        for (Panel panel : conv.panels()) {
            for (int[] cover : List.of(panel.cover(), panel.lastCover())) {
                for (int tile : cover) {
                    List<Object> key =
                            List.of(conv.tiles(), conv.step(), tile, conv.activation(), adds(conv));
                    kernels.computeIfAbsent(key, _ -> oneTile(conv, panel, tile));
                }
            }
        }
    }

    private static boolean adds(KernelCall.Conv conv) {
        return conv.residual() >= 0;
    }

    /// The same tile with an end of a row behind each pixel. Where C2 has never seen one, it takes
    /// it for impossible, and gives the tile up at the first.
    private static KernelCall crossing(KernelCall kernel) {
        if (!(kernel instanceof KernelCall.Conv c)) return kernel;
        if (!c.tiles().crossesRows(c.step())) return kernel;
        return new KernelCall.Conv(
                c.tiles(),
                c.step(),
                c.segments(),
                0,
                1,
                c.input(),
                0,
                c.reads(),
                c.panels(),
                c.output(),
                0,
                c.outputBlock(),
                new KernelCall.Rows(1, 0),
                -1,
                0,
                0,
                Activation.NONE);
    }

    private static KernelCall.Conv oneTile(KernelCall.Conv c, Panel panel, int tile) {
        int pixels = TileSet.pixels(tile);
        int[] cover = {tile};
        var one =
                new Panel(
                        panel.vectors(),
                        panel.weights(),
                        panel.output(),
                        panel.residual(),
                        panel.inputShift(),
                        cover,
                        cover);
        return new KernelCall.Conv(
                c.tiles(),
                c.step(),
                new Segments(1, pixels, pixels),
                0,
                1,
                c.input(),
                0,
                Arrays.copyOf(c.reads(), Math.min(READS, c.reads().length)),
                List.of(one),
                c.output(),
                0,
                c.outputBlock(),
                KernelCall.Rows.ENDLESS,
                c.residual(),
                0,
                c.residualBlock(),
                c.activation());
    }
}

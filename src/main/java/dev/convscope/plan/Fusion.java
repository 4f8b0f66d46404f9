package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Window;
import dev.convscope.kernels.KernelCall.Ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides which depthwise convolutions share their pass over the map with the convolution before
/// them and with the average behind them, and how much is computed at a time.
///
/// The expanded map of an inverted bottleneck is six times as large as its input. Computed strip by
/// strip, a few channels at a time, it never leaves the cache.
final class Fusion {
    private static final Set<Integer> TILED_KERNELS = Set.of(3, 5, 7);

    /// Blocks of output channels that a ring holds: those of the widest panel, or of several narrow
    /// ones, which then read an input in the second-level cache together.
    static final int MOST_BLOCKS = 3;

    /// Bytes of a map up to which a ring gains nothing, however small the second-level cache:
    /// between 256 and 512 KiB EfficientNet-B0 takes 1 % longer with rings (Zen 3, near its noise).
    private static final long SMALL_MAP = 512 << 10;

    /// Groups of channels from which on a few threads share them evenly.
    private static final int ENOUGH_GROUPS = 8;

    /// A power of two, so that the mean over bands costs no digit.
    private static final int BANDS = 8;

    private final Machine machine;
    private final int threads;

    /// @param threads that share an inference
    Fusion(Machine machine, int threads) {
        this.machine = machine;
        this.threads = threads;
    }

    /// Whether there are register tiles for a depthwise window.
    static boolean tiled(Window window) {
        return window.kernelHeight() == window.kernelWidth()
                && TILED_KERNELS.contains(window.kernelHeight())
                && window.strideHeight() == window.strideWidth()
                && window.strideHeight() <= 2
                && window.dilation() == 1;
    }

    List<Instruction> fuse(List<Instruction> program, int output) {
        List<Instruction> fused = new ArrayList<>();
        for (Instruction instruction : program) {
            var with =
                    fused.isEmpty()
                            ? Optional.<Instruction.Fused>empty()
                            : with(fused.getLast(), instruction, program, output);
            if (with.isPresent()) fused.removeLast();
            fused.add(with.isPresent() ? with.get() : instruction);
        }
        return List.copyOf(fused);
    }

    /// `last` and what follows it as one, if they go together.
    private Optional<Instruction.Fused> with(
            Instruction last, Instruction instruction, List<Instruction> program, int output) {
        if (instruction instanceof Instruction.Single single) return withMean(last, single);
        boolean alone = readers(program, last.output()) == 1 && last.output() != output;
        return alone ? withConvolution(last, instruction) : Optional.empty();
    }

    private static long readers(List<Instruction> program, int value) {
        return program.stream().filter(reader -> reader.inputs().contains(value)).count();
    }

    private Optional<Instruction.Fused> withConvolution(
            Instruction before, Instruction instruction) {
        if (!(before instanceof Instruction.Linear first)
                || !(instruction instanceof Instruction.Linear second)) return Optional.empty();
        boolean suits =
                second.input() == first.output()
                        && SlotAssignment.lanewise(second)
                        && !SlotAssignment.lanewise(first)
                        && first.residual().isEmpty()
                        && isPointwise(first)
                        && tiled(((Op.Conv) second.node().op()).window());
        if (!suits) return Optional.empty();
        var fused = new Instruction.Fused(Optional.of(first), second, Optional.empty());
        Shape map = second.node().inputShape();
        return isLarge(map) || isMiddling(map) && holdsMaps(fused)
                ? Optional.of(fused)
                : Optional.empty();
    }

    private static boolean isPointwise(Instruction.Linear linear) {
        return linear.node().op() instanceof Op.Conv conv
                && conv.groups() == 1
                && conv.window().area() == 1;
    }

    /// Whether a map leaves the second-level cache before it is read, and a block of it the first.
    /// Below that a ring costs 1 to 3 % of the block and saves nothing.
    private boolean isLarge(Shape map) {
        return map.bytes() > machine.l2Bytes() && map.pixels() * BLOCK * 4 > 2 * machine.l1Bytes();
    }

    /// Whether a map, with its border and what else is read, leaves the second-level cache. Below
    /// that a ring of whole maps saves nothing, either.
    private boolean isMiddling(Shape map) {
        return map.bytes() > Math.max(machine.l2Bytes() / 2, SMALL_MAP);
    }

    /// Whether a ring holds all rows, and there are groups of channels enough for all threads.
    ///
    /// Such a ring has its border zeroed once for all channels, keeps what is written and read
    /// again in the second-level cache, and its convolution runs on from row to row.
    private boolean holdsMaps(Instruction.Fused fused) {
        boolean shared = threads == 1 || bands(fused) == 1;
        return shared && ring(fused, 0).rows() == fused.shape().height();
    }

    private Optional<Instruction.Fused> withMean(Instruction last, Instruction.Single single) {
        boolean mean =
                single.node().op() instanceof Op.GlobalAveragePool
                        && single.input() == last.output();
        if (!mean) return Optional.empty();
        if (last instanceof Instruction.Fused fused) {
            return Optional.of(
                    new Instruction.Fused(fused.before(), fused.depthwise(), Optional.of(single)));
        }
        if (last instanceof Instruction.Linear linear && SlotAssignment.lanewise(linear)) {
            return Optional.of(
                    new Instruction.Fused(Optional.empty(), linear, Optional.of(single)));
        }
        return Optional.empty();
    }

    /// Parts of the rows that threads may take apart: one, if groups of channels are enough. Not a
    /// matter of how many threads there are, so that they all add up means in the same order.
    static int bands(Instruction.Fused fused) {
        int groups = Math.ceilDiv(fused.shape().channels(), MOST_BLOCKS * BLOCK);
        return groups >= ENOUGH_GROUPS ? 1 : Math.min(BANDS, fused.shape().height());
    }

    /// Floats of working memory: the rings, then the means over bands.
    int scratch(Instruction.Fused fused) {
        int blocks = Math.ceilDiv(fused.shape().channels(), BLOCK);
        int bands = bands(fused);
        boolean means = fused.mean().isPresent() && bands > 1;
        return rings(fused) + (means ? blocks * bands * BLOCK : 0);
    }

    int rings(Instruction.Fused fused) {
        if (fused.before().isEmpty()) return 0;
        Ring ring = ring(fused, 0);
        return ring.count() * ring.length();
    }

    /// As many output rows at a time as keep the ring in a quarter of the second-level cache.
    Ring ring(Instruction.Fused fused, int offset) {
        Window window = ((Op.Conv) fused.depthwise().node().op()).window();
        Shape in = fused.depthwise().node().inputShape();
        Shape out = fused.shape();
        int rowBytes = 4 * rowStride(fused) * MOST_BLOCKS;
        long fits = machine.l2Bytes() / 4 / rowBytes;
        int overlap = window.kernelHeight() - window.strideHeight();
        int rows = (int) Math.clamp((fits - overlap) / window.strideHeight(), 1L, out.height());
        return new Ring(
                offset,
                MOST_BLOCKS * blockStride(fused, rows),
                threads,
                rows,
                in.height(),
                in.width(),
                window.rowPadding(in.height()).before(),
                window.columnPadding(in.width()).before());
    }

    /// Floats between rows of a ring: with the columns that windows reach beside the map.
    static int rowStride(Instruction.Fused fused) {
        Window window = ((Op.Conv) fused.depthwise().node().op()).window();
        Shape in = fused.depthwise().node().inputShape();
        int left = window.columnPadding(in.width()).before();
        int reach = (fused.shape().width() - 1) * window.strideWidth() + window.kernelWidth();
        return Math.max(reach, left + in.width()) * BLOCK;
    }

    /// Floats between blocks of a ring whose strips have `rows` output rows.
    static int blockStride(Instruction.Fused fused, int rows) {
        Window window = ((Op.Conv) fused.depthwise().node().op()).window();
        Shape in = fused.depthwise().node().inputShape();
        int inputs = (rows - 1) * window.strideHeight() + window.kernelHeight();
        if (rows == fused.shape().height()) {
            inputs = Math.max(inputs, window.rowPadding(in.height()).before() + in.height());
        }
        int stride = inputs * rowStride(fused);
        return stride % 1024 == 0 ? stride + BLOCK : stride;
    }
}

package dev.convscope.kernels;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.WinogradTiles;

import java.util.Arrays;

/// Which floats a call touches: what a plan proves to lie in its memory, and what the contract test
/// holds every kernel to. A float may be visited more than once.
public final class Accesses {
    /// Told of runs of floats.
    public interface Visitor {
        /// `length` floats of the arena, read.
        void reads(int from, int length);

        /// `length` floats of the arena, written.
        void writes(int from, int length);

        /// `length` packed constants, read.
        void constants(int from, int length);

        /// `length` floats of the arena that a kernel may leave with anything in them.
        void scratch(int from, int length);
    }

    private interface Run {
        void at(int from, int length);
    }

    private final int lanes;
    private final Visitor visitor;

    private Accesses(int lanes, Visitor visitor) {
        this.lanes = lanes;
        this.visitor = visitor;
    }

    /// @param lanes vector lanes that the call's panels were packed for
    public static void of(KernelCall call, int lanes, Visitor visitor) {
        new Accesses(lanes, visitor).visit(call);
    }

    private void visit(KernelCall call) {
        switch (call) {
            case KernelCall.PackImage pack -> packImage(pack);
            case KernelCall.UnpackOutput unpack -> slots(unpack.input(), unpack.slots(), 0, 0);
            case KernelCall.ZeroHalo halo -> zeroHalo(halo);
            case KernelCall.Conv conv -> {
                convConstants(conv);
                conv(conv);
            }
            case KernelCall.GatedConv gated -> {
                visitor.constants(gated.weights(), gated.length());
                for (int gate : gated.gates()) visitor.reads(gate, 1);
                conv(gated.convs().getFirst());
                for (int i = 0; i < gated.convs().size(); i++) {
                    visitor.scratch(gated.scaled(i), gated.length());
                }
            }
            case KernelCall.Depthwise depthwise -> {
                depthwiseInput(depthwise);
                depthwiseOutput(depthwise);
            }
            case KernelCall.ConvDepthwise fused -> convDepthwise(fused);
            case KernelCall.WinogradInput winograd -> winogradInput(winograd);
            case KernelCall.WinogradOutput winograd -> winogradOutput(winograd);
            case KernelCall.Pool pool -> pool(pool);
            case KernelCall.AdaptiveAverage average -> {
                rows(average.input(), visitor::reads);
                rows(average.output(), visitor::writes);
            }
            case KernelCall.Affine affine -> affine(affine);
            case KernelCall.Add add -> {
                rows(add.left(), visitor::reads);
                rows(add.right(), visitor::reads);
                rows(add.output(), visitor::writes);
            }
            case KernelCall.ChannelScale scale -> channelScale(scale);
            case KernelCall.LocalResponseNorm norm -> {
                rows(norm.input(), visitor::reads);
                rows(norm.output(), visitor::writes);
            }
            case KernelCall.Rearrange rearrange -> {
                int[] used = Arrays.stream(rearrange.slots()).filter(slot -> slot >= 0).toArray();
                slots(rearrange.input(), used, rearrange.down(), rearrange.right());
                rows(rearrange.output(), visitor::writes);
            }
        }
    }

    private static void rows(Plane plane, Run run) {
        for (int block = 0; block < plane.blocks(); block++) {
            for (int row = 0; row < plane.height(); row++) {
                run.at(plane.at(block, row, 0), plane.width() * BLOCK);
            }
        }
    }

    private void packImage(KernelCall.PackImage c) {
        for (int channel = 0; channel < c.channels() + c.unusedLanes(); channel++) {
            for (int row = 0; row < c.height(); row++) {
                for (int column = 0; column < c.width(); column++) {
                    int at = row * c.rowStride() + column * c.pixelStride();
                    visitor.writes(c.at(channel) + at, 1);
                }
            }
        }
    }

    /// Single lanes of the part of a plane that a plane of the same size, moved by (`down`,
    /// `right`), still meets.
    private void slots(Plane in, int[] slots, int down, int right) {
        for (int slot : slots) {
            for (int row = Math.max(0, down); row < in.height() + Math.min(0, down); row++) {
                int last = in.width() + Math.min(0, right);
                for (int column = Math.max(0, right); column < last; column++) {
                    visitor.reads(in.at(slot / BLOCK, row, column) + slot % BLOCK, 1);
                }
            }
        }
    }

    private void zeroHalo(KernelCall.ZeroHalo c) {
        int pixel = c.pixelStride();
        for (int block = 0; block < c.blocks(); block++) {
            int start = c.offset() + block * c.blockStride();
            for (int row = -c.top(); row < c.height() + c.bottom(); row++) {
                int at = start + row * c.rowStride();
                if (row < 0 || row >= c.height()) {
                    int columns = c.left() + c.width() + c.right();
                    visitor.writes(at - c.left() * pixel, columns * pixel);
                } else {
                    visitor.writes(at - c.left() * pixel, c.left() * pixel);
                    visitor.writes(at + c.width() * pixel, c.right() * pixel);
                }
            }
        }
    }

    private void conv(KernelCall.Conv c) {
        int lastShift = -1;
        for (Panel panel : c.panels()) {
            if (panel.inputShift() != lastShift) convInput(c, panel.inputShift());
            lastShift = panel.inputShift();
            for (int segment = 0; segment < c.segments().count(); segment++) {
                panelRows(c, panel, segment);
            }
        }
    }

    /// The lanes of a panel at every pixel of a segment, written, and read from the residual.
    private void panelRows(KernelCall.Conv c, Panel panel, int segment) {
        int width = c.tiles().written(panel.vectors(), lanes);
        int pixels = c.segments().pixels(segment);
        int run;
        for (int pixel = 0; pixel < pixels; pixel += run) {
            run = Math.min(pixels - pixel, c.rows().left(segment * c.segments().pixels() + pixel));
            int to = c.outputAt(panel, segment, pixel);
            lanes(width, to, c.outputBlock(), run, visitor::writes);
        }
        if (c.residual() < 0) return;
        int from = c.residual() + panel.residual() + segment * c.residualSegment();
        lanes(width, from, c.residualBlock(), pixels, visitor::reads);
    }

    /// The lanes of a panel at `pixels` neighbours.
    private static void lanes(int width, int start, int blockStride, int pixels, Run run) {
        for (int block = 0; block < width / BLOCK; block++) {
            run.at(start + block * blockStride, pixels * BLOCK);
        }
        int rest = width % BLOCK;
        for (int pixel = 0; rest > 0 && pixel < pixels; pixel++) {
            run.at(start + width / BLOCK * blockStride + pixel * BLOCK, rest);
        }
    }

    private void convConstants(KernelCall.Conv c) {
        int depth = c.reads().count();
        for (Panel panel : c.panels()) {
            int weights = new PanelWeights(c.tiles(), panel.vectors(), lanes, depth).length();
            int copies = c.weightsSegment() == 0 ? 1 : c.segments().count();
            for (int i = 0; i < copies; i++) {
                visitor.constants(panel.weights() + i * c.weightsSegment(), weights);
            }
        }
    }

    private void convInput(KernelCall.Conv c, int shift) {
        int[] reads = c.reads().offsets();
        for (int segment = 0; segment < c.segments().count(); segment++) {
            int start = c.input() + shift + segment * c.inputSegment();
            int pixels = c.segments().pixels(segment);
            int end;
            for (int first = 0; first < reads.length; first = end) {
                end = first + 1;
                while (end < reads.length && reads[end] == reads[end - 1] + 1) end++;
                spaced(start + reads[first], pixels, c.step(), end - first);
            }
        }
    }

    /// `count` runs of floats that are read `step` apart.
    private void spaced(int from, int count, int step, int run) {
        if (step <= run) {
            visitor.reads(from, (count - 1) * step + run);
        } else {
            for (int i = 0; i < count; i++) visitor.reads(from + i * step, run);
        }
    }

    private void depthwiseInput(KernelCall.Depthwise c) {
        Plane out = c.output();
        for (int block = 0; block < out.blocks(); block++) {
            for (int row = 0; row < out.height(); row++) {
                int top = c.input() + block * c.inputBlock();
                top += row * c.strideHeight() * c.inputRow();
                for (int tap = 0; tap < c.kernelHeight() * c.kernelWidth(); tap++) {
                    int down = tap / c.kernelWidth() * c.dilation();
                    int right = tap % c.kernelWidth() * c.dilation();
                    int from = top + down * c.inputRow() + right * BLOCK;
                    spaced(from, out.width(), c.strideWidth() * BLOCK, BLOCK);
                }
            }
        }
    }

    private void depthwiseOutput(KernelCall.Depthwise c) {
        int blocks = c.output().blocks();
        visitor.constants(c.weights(), blocks * (c.kernelHeight() * c.kernelWidth() + 1) * BLOCK);
        rows(c.output(), visitor::writes);
        if (c.means() >= 0) visitor.writes(c.means(), blocks * c.bands() * BLOCK);
    }

    private void convDepthwise(KernelCall.ConvDepthwise c) {
        convConstants(c.conv());
        convInput(c.conv(), 0);
        depthwiseOutput(c.depthwise());
        visitor.scratch(c.ring().offset(), c.ring().count() * c.ring().length());
    }

    private void winogradInput(KernelCall.WinogradInput c) {
        WinogradTiles tiles = c.tiles();
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int i = 0; i < tiles.count(); i++) {
                int from = c.input() + block * c.inputBlock();
                from += tiles.top(i) * c.inputRow() + tiles.left(i) * BLOCK;
                for (int row = 0; row < tiles.down().points(); row++) {
                    visitor.reads(from + row * c.inputRow(), tiles.right().points() * BLOCK);
                }
            }
        }
        points(tiles, visitor::writes);
    }

    /// The output transform works in place on the points before it writes the pixels.
    private void winogradOutput(KernelCall.WinogradOutput c) {
        visitor.constants(c.bias(), c.output().blocks() * BLOCK);
        points(c.tiles(), visitor::reads);
        points(c.tiles(), visitor::scratch);
        if (c.adds()) pixels(c.tiles(), c.residual(), visitor::reads);
        pixels(c.tiles(), c.output(), visitor::writes);
    }

    private static void points(WinogradTiles tiles, Run run) {
        for (int block = 0; block < tiles.blocks(); block++) {
            for (int point = 0; point < tiles.points(); point++) {
                run.at(tiles.at(block, 0) + point * tiles.pointStride(), tiles.count() * BLOCK);
            }
        }
    }

    /// The pixels that a batch of tiles covers.
    private static void pixels(WinogradTiles tiles, Plane plane, Run run) {
        for (int block = 0; block < plane.blocks(); block++) {
            for (int i = 0; i < tiles.count(); i++) {
                int top = tiles.top(i);
                int left = tiles.left(i);
                int columns = Math.min(tiles.right().outputs(), plane.width() - left);
                int bottom = Math.min(top + tiles.down().outputs(), plane.height());
                for (int row = top; row < bottom; row++) {
                    run.at(plane.at(block, row, left), columns * BLOCK);
                }
            }
        }
    }

    private void pool(KernelCall.Pool c) {
        Plane in = c.input();
        for (int block = 0; block < in.blocks(); block++) {
            for (int i = 0; i < c.output().height() * c.kernelHeight(); i++) {
                int tap = i % c.kernelHeight() * c.dilation();
                int row = i / c.kernelHeight() * c.strideHeight() - c.paddingTop() + tap;
                if (row >= 0 && row < in.height()) poolRow(c, block, row);
            }
        }
        rows(c.output(), visitor::writes);
    }

    private void poolRow(KernelCall.Pool c, int block, int row) {
        Plane in = c.input();
        for (int i = 0; i < c.output().width() * c.kernelWidth(); i++) {
            int tap = i % c.kernelWidth() * c.dilation();
            int column = i / c.kernelWidth() * c.strideWidth() - c.paddingLeft() + tap;
            if (column >= 0 && column < in.width()) {
                visitor.reads(in.at(block, row, column), BLOCK);
            }
        }
    }

    private void affine(KernelCall.Affine c) {
        if (c.constants() >= 0) {
            visitor.constants(c.constants(), c.output().blocks() * 2 * BLOCK);
        }
        rows(c.input(), visitor::reads);
        rows(c.output(), visitor::writes);
    }

    private void channelScale(KernelCall.ChannelScale c) {
        for (int block = 0; block < c.output().blocks(); block++) {
            visitor.reads(c.gate() + block * c.gateBlock(), BLOCK);
        }
        rows(c.input(), visitor::reads);
        rows(c.output(), visitor::writes);
    }
}

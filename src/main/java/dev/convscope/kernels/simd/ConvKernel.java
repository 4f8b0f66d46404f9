package dev.convscope.kernels.simd;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

/// The convolution: walks strips, panels and segments, and hands each tile to a generated method.
///
/// A strip is as many segments as keep their input in the second-level cache while every panel of
/// weights passes over it. Residual and activation follow each panel of a segment, while that is
/// still in the first-level cache.
final class ConvKernel {
    private static final int L = Lanes.count();

    private ConvKernel() {}

    static void run(KernelCall.Conv c, int part, int parts, float[] a, float[] w) {
        int count = c.segments().count();
        int panels = c.panels().size();
        if (parts > 1 && count < parts * 2) {
            runStrip(c, 0, count, part * panels / parts, (part + 1) * panels / parts, a, w);
            return;
        }
        int last = (part + 1) * count / parts;
        for (int first = part * count / parts; first < last; first += c.strip()) {
            runStrip(c, first, Math.min(first + c.strip(), last), 0, panels, a, w);
        }
    }

    private static void runStrip(
            KernelCall.Conv c,
            int firstSegment,
            int lastSegment,
            int firstPanel,
            int lastPanel,
            float[] a,
            float[] w) {
        for (int p = firstPanel; p < lastPanel; p++) {
            Panel panel = c.panels().get(p);
            for (int segment = firstSegment; segment < lastSegment; segment++) {
                runSegment(c, panel, segment, 0, a, w);
            }
        }
    }

    /// @param shift floats to add to where the result goes
    static void runSegment(
            KernelCall.Conv c, Panel panel, int segment, int shift, float[] a, float[] w) {
        Segments segments = c.segments();
        Activation activation = c.activation();
        int wo = panel.weights() + segment * c.weightsSegment();
        int xo = c.input() + panel.inputShift() + segment * c.inputSegment();
        int start = c.output() + panel.output() + segment * c.outputSegment() + shift;
        int yo = start;
        boolean last = segment == segments.count() - 1;
        for (int tile : last ? panel.lastCover() : panel.cover()) {
            tile(c, tile, xo, wo, yo, a, w);
            int pixels = TileSet.pixels(tile);
            xo += pixels * c.step();
            yo += pixels * Plane.BLOCK;
        }
        int floats = segments.pixels(segment) * Plane.BLOCK;
        boolean adds = c.residual() >= 0;
        if (adds) {
            int residual = c.residual() + panel.residual() + segment * c.residualSegment();
            add(c, panel, start, residual, floats, a);
        }
        if (adds ? activation.needsPass() : activation != Activation.NONE) {
            activate(activation, panel, start, c.outputBlock(), floats, a);
        }
    }

    /// Adds the residual to what a panel has just written: a pass over the first-level cache,
    /// because a tile that adds as well holds more than C2 inlines, and is boxed.
    private static void add(
            KernelCall.Conv c, Panel panel, int start, int residual, int floats, float[] a) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        int lanes = panel.vectors() * L;
        for (int lane = 0; lane < lanes; lane += Plane.BLOCK) {
            int block = lane / Plane.BLOCK;
            int to = start + block * c.outputBlock();
            int from = residual + block * c.residualBlock();
            if (lanes - lane >= Plane.BLOCK) {
                AddKernel.add(a, to, from, to, floats, lo, hi);
                continue;
            }
            for (int i = 0; i < floats; i += Plane.BLOCK) {
                AddKernel.add(a, to + i, from + i, to + i, lanes - lane, lo, hi);
            }
        }
    }

    private static void tile(
            KernelCall.Conv c, int tile, int xo, int wo, int yo, float[] a, float[] w) {
        int[] reads = c.reads();
        int ys = c.outputBlock();
        switch (c.tiles()) {
            case WIDE -> {
                switch (c.step()) {
                    case 16 -> ConvTilesStep16.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 32 -> ConvTilesStep32.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 3 -> ConvTilesStep3.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 6 -> ConvTilesStep6.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 12 -> ConvTilesStep12.run(tile, a, xo, reads, w, wo, yo, ys);
                    default -> throw noTiles(c);
                }
            }
            case FENCED -> {
                switch (c.step()) {
                    case 16 -> ConvTilesFencedStep16.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 32 -> ConvTilesFencedStep32.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 3 -> ConvTilesFencedStep3.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 6 -> ConvTilesFencedStep6.run(tile, a, xo, reads, w, wo, yo, ys);
                    case 12 -> ConvTilesFencedStep12.run(tile, a, xo, reads, w, wo, yo, ys);
                    default -> throw noTiles(c);
                }
            }
            case SINGLE_PIXEL -> ConvTilesSinglePixel.run(tile, a, xo, reads, w, wo, yo, ys);
        }
    }

    private static IllegalArgumentException noTiles(KernelCall.Conv c) {
        return new IllegalArgumentException("no tiles for an input step of " + c.step());
    }

    private static void activate(
            Activation activation, Panel panel, int start, int blockStride, int floats, float[] a) {
        int lanes = panel.vectors() * L;
        for (int lane = 0; lane < lanes; lane += Plane.BLOCK) {
            int to = start + lane / Plane.BLOCK * blockStride;
            if (lanes - lane >= Plane.BLOCK) {
                ActivationKernel.run(activation, a, to, floats);
                continue;
            }
            // The other lanes of a block that a panel has only a part of are another panel's.
            for (int at = to; at < to + floats; at += Plane.BLOCK) {
                ActivationKernel.run(activation, a, at, lanes - lane);
            }
        }
    }
}

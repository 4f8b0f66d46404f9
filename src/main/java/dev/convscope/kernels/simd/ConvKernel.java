package dev.convscope.kernels.simd;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Group;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.LineHeads;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.TileSet;

/// The convolution: walks strips, panels and segments, and hands each tile to a generated method.
///
/// A strip is as many segments as keep their input in the second-level cache while every panel of
/// weights passes over it. Residual and activation follow each panel of a segment, while that is
/// still in the first-level cache.
final class ConvKernel {
    private static final int L = Lanes.count();

    /// Floats from weights that are read to those that are asked for. From 2048 to 16384 it makes
    /// no difference.
    private static final int AHEAD = 4096;

    /// Floats that a turn of a tile asks for: one line.
    private static final int ASKED = LineHeads.LINE;

    /// Nothing more is asked for.
    private static final int NEVER = Integer.MAX_VALUE;

    private ConvKernel() {}

    static void run(KernelCall.Conv c, int part, int parts, float[] a, float[] w) {
        int segments = c.segments().count();
        int vectors = parts > 1 ? vectors(c) : 0;
        boolean byRows = parts == 1 || byRows(c, vectors, parts);
        int first = byRows ? Math.max(0, part * segments / parts - 1) : 0;
        int last = byRows ? Math.min(segments, (part + 1) * segments / parts + 1) : segments;
        for (int from = first; from < last; from += c.strip()) {
            int to = Math.min(from + c.strip(), last);
            int before = 0;
            // Lines that one part has changed come to another later than from memory.
            int asked = c.asksAhead() && parts == 1 ? 0 : NEVER;
            for (int p = 0; p < c.panels().size(); p++) {
                Panel panel = c.panels().get(p);
                int start = 0;
                int end = Integer.MAX_VALUE;
                if (parts > 1) {
                    start = cut(c, panel, before, vectors, byRows, part, parts);
                    end = cut(c, panel, before, vectors, byRows, part + 1, parts);
                    before += panel.vectors();
                }
                for (int segment = from; segment < to; segment++) {
                    asked = runSegment(c, panel, segment, start, end, 0, asked, a, w);
                }
            }
        }
    }

    /// Whether parts take rows of all panels, rather than all rows of some panels.
    ///
    /// What a part reads then is mostly its own. But where the map that is made is larger than the
    /// one that is read, and has a border for a window to come, what is made shall be the part's
    /// own, without a neighbour at that border.
    private static boolean byRows(KernelCall.Conv c, int vectors, int parts) {
        if (c.weightsSegment() > 0) return true;
        int channels = vectors * c.tiles().lanes(L);
        boolean expands =
                channels > c.reads().count()
                        && hasBorder(c)
                        && Shares.byBlocks(channels / Plane.BLOCK, parts);
        return Shares.isLarge(pixels(c)) && !expands;
    }

    private static boolean hasBorder(KernelCall.Conv c) {
        return c.rows().gap() > 0 || c.outputSegment() > c.segments().pixels() * Plane.BLOCK;
    }

    private static int pixels(KernelCall.Conv c) {
        Segments segments = c.segments();
        return (segments.count() - 1) * segments.pixels() + segments.lastPixels();
    }

    private static int vectors(KernelCall.Conv c) {
        int vectors = 0;
        for (int p = 0; p < c.panels().size(); p++) vectors += c.panels().get(p).vectors();
        return vectors;
    }

    /// The pixel of a panel where the share of a part begins, which is where two tiles meet.
    ///
    /// Where a cut by rows falls within a tile, the tile belongs to the part above in as many
    /// panels as make up for what it loses in the others.
    ///
    /// @param before vectors of the panels before it
    /// @param vectors of all panels
    /// @param part from 0 to `parts`, inclusive
    private static int cut(
            KernelCall.Conv c,
            Panel panel,
            int before,
            int vectors,
            boolean byRows,
            int part,
            int parts) {
        int pixels = pixels(c);
        double share = (double) part * pixels / parts;
        if (byRows) {
            return tileAt(c, panel, share, (before + 0.5 * panel.vectors()) / vectors);
        }
        double pixel = (share * vectors - (double) before * pixels) / panel.vectors();
        return tileAt(c, panel, Math.clamp(pixel, 0, pixels), 0.5);
    }

    /// Where the tile that holds a pixel begins, or, if more than `most` of it lies before that
    /// pixel, where it ends.
    private static int tileAt(KernelCall.Conv c, Panel panel, double pixel, double most) {
        Segments segments = c.segments();
        int segment = Math.min((int) pixel / segments.pixels(), segments.count() - 1);
        int at = segment * segments.pixels();
        for (int tile : cover(c, panel, segment)) {
            int width = TileSet.pixels(tile);
            if (pixel <= at + most * width) break;
            at += width;
        }
        return at;
    }

    private static int[] cover(KernelCall.Conv c, Panel panel, int segment) {
        return segment == c.segments().count() - 1 ? panel.lastCover() : panel.cover();
    }

    /// The panels of a group, on segments `first` to before `last`, strip by strip.
    ///
    /// @param shift floats to add to where the result goes
    static void runGroup(
            KernelCall.Conv c, Group group, int first, int last, int shift, float[] a, float[] w) {
        for (int from = first; from < last; from += c.strip()) {
            int to = Math.min(from + c.strip(), last);
            for (int p = group.firstPanel(); p < group.lastPanel(); p++) {
                Panel panel = c.panels().get(p);
                for (int segment = from; segment < to; segment++) {
                    runSegment(c, panel, segment, 0, Integer.MAX_VALUE, shift, NEVER, a, w);
                }
            }
        }
    }

    /// The tiles of a segment that begin from pixel `from` of the map on and before `to`.
    ///
    /// @param asked up to where weights have been asked for
    /// @return up to where they have been now
    private static int runSegment(
            KernelCall.Conv c,
            Panel panel,
            int segment,
            int from,
            int to,
            int shift,
            int asked,
            float[] a,
            float[] w) {
        int wo = panel.weights() + segment * c.weightsSegment();
        int turns = c.reads().count();
        int enough = wo + (turns + 1) * panel.vectors() * L + AHEAD;
        int heads = LineHeads.offset(w.length);
        asked = Math.max(asked, LineHeads.start(wo + AHEAD));
        int xo = c.input() + panel.inputShift() + segment * c.inputSegment();
        int yo = c.outputAt(panel, segment, 0) + shift;
        int first = segment * c.segments().pixels();
        int left = c.rows().left(first);
        int pixel = first;
        int[] cover = cover(c, panel, segment);
        for (int i = 0; i < cover.length && pixel < to; ) {
            int tile = cover[i];
            int width = TileSet.pixels(tile);
            boolean mine = pixel >= from;
            int tiles = mine && c.tiles().repeats(c.step()) ? alike(cover, i, to - pixel) : 1;
            boolean asks = asked < enough && TileSet.asksAhead(width, panel.vectors());
            if (mine && asks && asked <= heads - (turns + 1) * ASKED) {
                int head = heads + (asked - LineHeads.FIRST) / LineHeads.LINE;
                ConvTiles.ask(c, tile, xo, wo, yo, left, a, w, w, asked, head);
                asked += turns * ASKED;
            } else if (mine) {
                ConvTiles.run(c, tile, tiles, xo, wo, yo, left, a, w);
            }
            i += tiles;
            width *= tiles;
            pixel += width;
            xo += width * c.step();
            yo += width * Plane.BLOCK;
            left -= width;
            for (; left <= 0; left += c.rows().pixels()) yo += c.rows().gap();
        }
        finish(c, panel, segment, Math.max(from, first), pixel, shift, a);
        return asked;
    }

    /// How many tiles from one on are like it and begin before pixel `to`, counted from it.
    private static int alike(int[] cover, int from, int to) {
        int tile = cover[from];
        int width = TileSet.pixels(tile);
        int tiles = 1;
        while (from + tiles < cover.length && cover[from + tiles] == tile && tiles * width < to) {
            tiles++;
        }
        return tiles;
    }

    /// Residual and activation of the pixels of a segment that have been written.
    private static void finish(
            KernelCall.Conv c, Panel panel, int segment, int pixel, int end, int shift, float[] a) {
        if (pixel >= end) return;
        int first = segment * c.segments().pixels();
        int to = c.outputAt(panel, segment, pixel - first) + shift;
        if (c.rows().gap() == 0) {
            int residual = c.residual() + panel.residual() + segment * c.residualSegment();
            residual += (pixel - first) * Plane.BLOCK;
            finish(c, panel, to, residual, (end - pixel) * Plane.BLOCK, a);
            return;
        }
        for (int run; pixel < end; pixel += run) {
            run = Math.min(end - pixel, c.rows().left(pixel));
            finish(c, panel, to, 0, run * Plane.BLOCK, a);
            to += run * Plane.BLOCK + c.rows().gap();
        }
    }

    private static void finish(
            KernelCall.Conv c, Panel panel, int to, int residual, int floats, float[] a) {
        Activation activation = c.activation();
        boolean adds = c.residual() >= 0;
        if (adds) add(c, panel, to, residual, floats, a);
        if (adds ? activation.needsPass() : activation != Activation.NONE) {
            int lanes = c.tiles().written(panel.vectors(), L);
            activate(activation, lanes, to, c.outputBlock(), floats, a);
        }
    }

    /// Adds the residual to what a panel has just written: a pass over the first-level cache,
    /// because a tile that adds as well holds more than C2 inlines, and is boxed.
    private static void add(
            KernelCall.Conv c, Panel panel, int start, int residual, int floats, float[] a) {
        int lo = c.activation().low();
        int hi = c.activation().high();
        int lanes = c.tiles().written(panel.vectors(), L);
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

    private static void activate(
            Activation activation, int lanes, int start, int blockStride, int floats, float[] a) {
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

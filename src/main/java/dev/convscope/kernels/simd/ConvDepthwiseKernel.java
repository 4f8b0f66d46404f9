package dev.convscope.kernels.simd;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Group;
import dev.convscope.kernels.KernelCall.Ring;

/// A convolution and the depthwise convolution behind it, strip by strip.
///
/// A group of channels of neighbouring bands of rows is one piece of work. Its strips follow each
/// other downwards; the last rows of one are moved to the top of the ring, where the next one needs
/// them.
final class ConvDepthwiseKernel {
    private ConvDepthwiseKernel() {}

    static void run(KernelCall.ConvDepthwise c, int part, int parts, float[] a, float[] w) {
        int threads = Math.min(parts, c.ring().count());
        if (part >= threads) return;
        int groups = c.groups().size();
        if (c.runsThroughRows()) {
            maps(c, part * groups / threads, (part + 1) * groups / threads, part, a, w);
            return;
        }
        int bands = c.depthwise().bands();
        boolean byRows = !Shares.byBlocks(c.depthwise().output().blocks(), threads);
        for (int i = 0; i < groups; i++) {
            int end = Shares.firstRow(part + 1, threads, bands, groups, i, byRows);
            int band = Shares.firstRow(part, threads, bands, groups, i, byRows);
            if (band == end) continue;
            bands(c, c.groups().get(i), band, end, part * c.ring().length(), a, w);
        }
    }

    /// Groups of channels, all their rows at a time, in the ring of a part.
    private static void maps(
            KernelCall.ConvDepthwise c, int group, int end, int part, float[] a, float[] w) {
        KernelCall.Depthwise filter = c.depthwise();
        int shift = part * c.ring().length();
        int top = shift + c.ring().top() * filter.inputRow();
        for (int i = group; i < end; i++) {
            Group next = c.groups().get(i);
            // Blocks that the group before had are zero around the map already.
            if (i == group || next.blocks() > c.groups().get(i - 1).blocks()) {
                zeroColumns(c, next, shift, a);
                zeroRowsAround(c, next, shift, a);
            }
            ConvKernel.runGroup(c.conv(), next, 0, c.conv().segments().count(), top, a, w);
            int bands = filter.bands();
            if (filter.means() >= 0) clearMeans(filter, next, 0, bands, a);
            filter(c, next, 0, filter.output().height(), shift, a, w);
            if (filter.means() >= 0) finishMeans(filter, next, 0, bands, a);
        }
    }

    private static void zeroRowsAround(
            KernelCall.ConvDepthwise c, Group group, int shift, float[] a) {
        Ring ring = c.ring();
        int rows = c.depthwise().inputBlock() / c.depthwise().inputRow();
        for (int row = 0; row < ring.top(); row++) zeroRow(c, group, row, shift, a);
        for (int row = ring.top() + ring.height(); row < rows; row++) {
            zeroRow(c, group, row, shift, a);
        }
    }

    /// @param shift floats from the first ring to the one in use
    private static void bands(
            KernelCall.ConvDepthwise c,
            Group group,
            int band,
            int endBand,
            int shift,
            float[] a,
            float[] w) {
        KernelCall.Depthwise filter = c.depthwise();
        Ring ring = c.ring();
        int last = filter.bandStart(endBand);
        zeroColumns(c, group, shift, a);
        if (filter.means() >= 0) clearMeans(filter, group, band, endBand, a);
        int kept = 0;
        for (int first = filter.bandStart(band); first < last; first += ring.rows()) {
            int end = Math.min(first + ring.rows(), last);
            expand(c, group, first, end, kept, shift, a, w);
            filter(c, group, first, end, shift, a, w);
            kept = filter.kernelHeight() - filter.strideHeight();
            if (end < last) keep(c, group, (end - first) * filter.strideHeight(), kept, shift, a);
        }
        if (filter.means() >= 0) finishMeans(filter, group, band, endBand, a);
    }

    private static void clearMeans(
            KernelCall.Depthwise filter, Group group, int band, int endBand, float[] a) {
        for (int i = 0; i < group.blocks(); i++) {
            for (int b = band; b < endBand; b++) {
                AverageKernel.clear(a, filter.means(group.firstBlock() + i, b));
            }
        }
    }

    private static void finishMeans(
            KernelCall.Depthwise filter, Group group, int band, int endBand, float[] a) {
        for (int i = 0; i < group.blocks(); i++) {
            for (int b = band; b < endBand; b++) {
                int means = filter.means(group.firstBlock() + i, b);
                AverageKernel.multiply(a, means, filter.share());
            }
        }
    }

    /// The columns beside the map are zero in every row of the ring.
    private static void zeroColumns(KernelCall.ConvDepthwise c, Group group, int shift, float[] a) {
        Ring ring = c.ring();
        int row = c.depthwise().inputRow();
        int rows = c.depthwise().inputBlock() / row;
        int right = row - (ring.left() + ring.width()) * BLOCK;
        for (int i = 0; i < group.blocks(); i++) {
            int start = ring.offset() + shift + i * c.depthwise().inputBlock();
            for (int r = 0; r < rows; r++) {
                MoveKernel.zero(a, start + r * row, start + r * row + ring.left() * BLOCK);
                MoveKernel.zero(a, start + (r + 1) * row - right, start + (r + 1) * row);
            }
        }
    }

    /// Computes the rows that outputs `first` to before `end` read, but for the first `kept`.
    private static void expand(
            KernelCall.ConvDepthwise c,
            Group group,
            int first,
            int end,
            int kept,
            int shift,
            float[] a,
            float[] w) {
        KernelCall.Depthwise filter = c.depthwise();
        Ring ring = c.ring();
        int top = first * filter.strideHeight() - ring.top();
        int bottom = (end - 1) * filter.strideHeight() - ring.top() + filter.kernelHeight();
        int move = shift - top * filter.inputRow();
        for (int row = top + kept; row < bottom; row++) {
            if (row < 0 || row >= ring.height()) zeroRow(c, group, row - top, shift, a);
        }
        int firstRow = Math.max(0, top + kept);
        int lastRow = Math.min(bottom, ring.height());
        ConvKernel.runGroup(c.conv(), group, firstRow, lastRow, move, a, w);
    }

    private static void zeroRow(
            KernelCall.ConvDepthwise c, Group group, int row, int shift, float[] a) {
        int stride = c.depthwise().inputRow();
        for (int i = 0; i < group.blocks(); i++) {
            int start = c.ring().offset() + shift + i * c.depthwise().inputBlock() + row * stride;
            MoveKernel.zero(a, start, start + stride);
        }
    }

    private static void filter(
            KernelCall.ConvDepthwise c,
            Group group,
            int first,
            int end,
            int shift,
            float[] a,
            float[] w) {
        KernelCall.Depthwise filter = c.depthwise();
        for (int i = 0; i < group.blocks(); i++) {
            int block = group.firstBlock() + i;
            int xo = c.ring().offset() + shift + i * filter.inputBlock();
            DepthwiseKernel.rows(filter, block, first, end, xo, a, w);
        }
    }

    /// Moves `count` rows from row `from` on to the top of the ring.
    private static void keep(
            KernelCall.ConvDepthwise c, Group group, int from, int count, int shift, float[] a) {
        int row = c.depthwise().inputRow();
        for (int i = 0; i < group.blocks(); i++) {
            int start = c.ring().offset() + shift + i * c.depthwise().inputBlock();
            System.arraycopy(a, start + from * row, a, start, count * row);
        }
    }
}

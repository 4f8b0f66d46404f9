package dev.convscope.kernels;

import static dev.convscope.kernels.Plane.BLOCK;

import java.util.Arrays;

/// Executes any call with plain loops over the same arrays and layouts. Slow, and the
/// specification.
public final class ScalarKernels {
    private final int lanes;

    /// @param lanes vector lanes that the plan's panels were packed for
    public ScalarKernels(int lanes) {
        this.lanes = lanes;
    }

    /// @param input the image, read by {@link KernelCall.PackImage} only
    /// @param output the result, written by {@link KernelCall.UnpackOutput} only
    public void run(
            KernelCall call, float[] arena, float[] constants, float[] input, float[] output) {
        switch (call) {
            case KernelCall.PackImage pack -> packImage(pack, input, arena);
            case KernelCall.UnpackOutput unpack -> unpackOutput(unpack, arena, output);
            case KernelCall.ZeroHalo halo -> zeroHalo(halo, arena);
            case KernelCall.Conv conv -> conv(conv, arena, constants);
            case KernelCall.GatedConv gated -> gatedConv(gated, arena, constants);
            case KernelCall.Depthwise depthwise -> depthwise(depthwise, arena, constants);
            case KernelCall.ConvDepthwise fused -> convDepthwise(fused, arena, constants);
            case KernelCall.WinogradInput winograd -> ScalarWinograd.input(winograd, arena);
            case KernelCall.WinogradOutput winograd ->
                    ScalarWinograd.output(winograd, arena, constants);
            case KernelCall.Pool pool -> pool(pool, arena);
            case KernelCall.AdaptiveAverage average -> adaptiveAverage(average, arena);
            case KernelCall.Affine affine -> affine(affine, arena, constants);
            case KernelCall.Add add -> add(add, arena);
            case KernelCall.ChannelScale scale -> channelScale(scale, arena);
            case KernelCall.LocalResponseNorm norm -> localResponseNorm(norm, arena);
            case KernelCall.Rearrange rearrange -> rearrange(rearrange, arena);
        }
    }

    public static void packImage(KernelCall.PackImage c, float[] input, float[] a) {
        for (int channel = 0; channel < c.channels() + c.unusedLanes(); channel++) {
            for (int row = 0; row < c.height(); row++) {
                int from = (channel * c.height() + row) * c.width();
                int to = c.at(channel) + row * c.rowStride();
                for (int column = 0; column < c.width(); column++) {
                    boolean used = channel < c.channels();
                    a[to + column * c.pixelStride()] = used ? input[from + column] : 0;
                }
            }
        }
    }

    public static void unpackOutput(KernelCall.UnpackOutput c, float[] a, float[] output) {
        Plane in = c.input();
        int to = 0;
        for (int slot : c.slots()) {
            for (int row = 0; row < in.height(); row++) {
                for (int column = 0; column < in.width(); column++) {
                    output[to++] = a[in.at(slot / BLOCK, row, column) + slot % BLOCK];
                }
            }
        }
    }

    public static void zeroHalo(KernelCall.ZeroHalo c, float[] a) {
        int pixel = c.pixelStride();
        for (int block = 0; block < c.blocks(); block++) {
            int start = c.offset() + block * c.blockStride();
            for (int row = -c.top(); row < c.height() + c.bottom(); row++) {
                int left = start + row * c.rowStride() - c.left() * pixel;
                int right = start + row * c.rowStride() + c.width() * pixel;
                if (row < 0 || row >= c.height()) {
                    Arrays.fill(a, left, right + c.right() * pixel, 0);
                } else {
                    Arrays.fill(a, left, left + c.left() * pixel, 0);
                    Arrays.fill(a, right, right + c.right() * pixel, 0);
                }
            }
        }
    }

    private void conv(KernelCall.Conv c, float[] a, float[] w) {
        for (KernelCall.Panel panel : c.panels()) {
            for (int segment = 0; segment < c.segments().count(); segment++) {
                for (int pixel = 0; pixel < c.segments().pixels(segment); pixel++) {
                    int written = c.tiles().written(panel.vectors(), lanes);
                    for (int lane = 0; lane < written; lane++) {
                        convOutput(c, panel, segment, pixel, lane, a, w);
                    }
                }
            }
        }
    }

    private void convOutput(
            KernelCall.Conv c,
            KernelCall.Panel panel,
            int segment,
            int pixel,
            int lane,
            float[] a,
            float[] w) {
        int[] reads = c.reads().offsets();
        int depth = reads.length;
        var weights = new PanelWeights(c.tiles(), panel.vectors(), lanes, depth);
        int in = c.input() + panel.inputShift() + segment * c.inputSegment() + pixel * c.step();
        int start = panel.weights() + segment * c.weightsSegment();
        double sum = 0;
        if (lane < weights.outputs()) {
            for (int i = 0; i < weights.biases(); i++) sum += w[start + weights.bias(lane) + i];
            for (int k = 0; k < depth; k++) {
                sum += (double) a[in + reads[k]] * w[start + weights.weight(lane, k)];
            }
        }
        if (c.residual() >= 0) {
            int from = panel.residual() + lane / BLOCK * c.residualBlock();
            int at = pixel * BLOCK + lane % BLOCK;
            sum += a[c.residual() + segment * c.residualSegment() + from + at];
        }
        int to = c.outputAt(panel, segment, pixel) + lane / BLOCK * c.outputBlock() + lane % BLOCK;
        a[to] = c.activation().of((float) sum);
    }

    /// The scaled weights lie in memory of their own, at the places that they have in the arena.
    private void gatedConv(KernelCall.GatedConv c, float[] a, float[] w) {
        KernelCall.Conv conv = c.convs().getFirst();
        float[] scaled = new float[c.scaled(0) + c.length()];
        for (KernelCall.Panel panel : conv.panels()) {
            int from = panel.weights() - c.scaled(0) + c.weights();
            int depth = conv.reads().count();
            var weights = new PanelWeights(conv.tiles(), panel.vectors(), lanes, depth);
            System.arraycopy(w, from, scaled, panel.weights(), weights.length());
            for (int lane = 0; lane < weights.outputs(); lane++) {
                for (int k = 0; k < depth; k++) {
                    scaled[panel.weights() + weights.weight(lane, k)] *= a[c.gates()[k]];
                }
            }
        }
        conv(conv, a, scaled);
    }

    public static void depthwise(KernelCall.Depthwise c, float[] a, float[] w) {
        Plane out = c.output();
        int window = c.kernelHeight() * c.kernelWidth() + 1;
        for (int block = 0; block < out.blocks(); block++) {
            int bias = c.weights() + block * window * BLOCK;
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++) {
                    int in =
                            c.input()
                                    + block * c.inputBlock()
                                    + row * c.strideHeight() * c.inputRow()
                                    + column * c.strideWidth() * BLOCK;
                    for (int lane = 0; lane < BLOCK; lane++) {
                        double sum = w[bias + lane];
                        int k = bias + BLOCK + lane;
                        for (int y = 0; y < c.kernelHeight(); y++) {
                            for (int x = 0; x < c.kernelWidth(); x++) {
                                int at = y * c.dilation() * c.inputRow() + x * c.dilation() * BLOCK;
                                sum += (double) a[in + at + lane] * w[k];
                                k += BLOCK;
                            }
                        }
                        a[out.at(block, row, column) + lane] = c.activation().of((float) sum);
                    }
                }
            }
        }
        if (c.means() >= 0) means(c, a);
    }

    private static void means(KernelCall.Depthwise c, float[] a) {
        Plane out = c.output();
        for (int block = 0; block < out.blocks(); block++) {
            for (int band = 0; band < c.bands(); band++) {
                for (int lane = 0; lane < BLOCK; lane++) {
                    double sum = 0;
                    for (int row = c.bandStart(band); row < c.bandStart(band + 1); row++) {
                        for (int column = 0; column < out.width(); column++) {
                            sum += a[out.at(block, row, column) + lane];
                        }
                    }
                    a[c.means(block, band) + lane] = (float) (sum * c.bands() / out.pixels());
                }
            }
        }
    }

    /// The whole of the convolution's result with zeros around it, in memory of its own, then the
    /// depthwise convolution over that.
    private void convDepthwise(KernelCall.ConvDepthwise c, float[] arena, float[] w) {
        KernelCall.Conv conv = c.conv();
        KernelCall.Depthwise filter = c.depthwise();
        Plane out = filter.output();
        int rowStride = filter.inputRow();
        int rows = (out.height() - 1) * filter.strideHeight() + filter.kernelHeight();
        int block = Math.max(rows, c.ring().top() + c.ring().height()) * rowStride;
        float[] a = Arrays.copyOf(arena, arena.length + out.blocks() * block);
        int first = arena.length + c.ring().top() * rowStride + c.ring().left() * BLOCK;
        for (KernelCall.Group group : c.groups()) {
            var panels =
                    conv.panels().subList(group.firstPanel(), group.lastPanel()).stream()
                            .map(panel -> moved(panel, conv.outputBlock(), block))
                            .toList();
            int output = first + group.firstBlock() * block;
            int segment = c.runsThroughRows() ? conv.outputSegment() : rowStride;
            conv(conv.writingTo(output, segment, block, panels), a, w);
        }
        depthwise(filter.readingFrom(arena.length, block, rowStride), a, w);
        System.arraycopy(a, 0, arena, 0, arena.length);
    }

    /// A panel of a ring, in a plane with another distance between blocks.
    private static KernelCall.Panel moved(KernelCall.Panel p, int blockStride, int newStride) {
        return p.writingTo(p.output() / blockStride * newStride + p.output() % blockStride);
    }

    public static void pool(KernelCall.Pool c, float[] a) {
        Plane out = c.output();
        for (int block = 0; block < out.blocks(); block++) {
            for (int row = 0; row < out.height(); row++) {
                for (int column = 0; column < out.width(); column++) {
                    for (int lane = 0; lane < BLOCK; lane++) {
                        a[out.at(block, row, column) + lane] =
                                pooled(c, a, block, row, column, lane);
                    }
                }
            }
        }
    }

    private static float pooled(
            KernelCall.Pool c, float[] a, int block, int row, int column, int lane) {
        Plane in = c.input();
        int top = row * c.strideHeight() - c.paddingTop();
        int left = column * c.strideWidth() - c.paddingLeft();
        float best = Float.NEGATIVE_INFINITY;
        double sum = 0;
        int inside = 0;
        for (int y = 0; y < c.kernelHeight(); y++) {
            int r = top + y * c.dilation();
            if (r < 0 || r >= in.height()) continue;
            for (int x = 0; x < c.kernelWidth(); x++) {
                int q = left + x * c.dilation();
                if (q < 0 || q >= in.width()) continue;
                float value = a[in.at(block, r, q) + lane];
                best = Math.max(best, value);
                sum += value;
                inside++;
            }
        }
        if (c.maximum()) return best;
        return (float) (sum / (c.countPadding() ? paddedArea(c, row, column) : inside));
    }

    /// Numbers of a window that lie on the input or its padding; the rest is beyond it in ceil
    /// mode.
    public static int paddedArea(KernelCall.Pool c, int row, int column) {
        int top = row * c.strideHeight() - c.paddingTop();
        int left = column * c.strideWidth() - c.paddingLeft();
        int rows = 0;
        int columns = 0;
        for (int y = 0; y < c.kernelHeight(); y++) {
            if (top + y * c.dilation() < c.input().height() + c.paddingBottom()) rows++;
        }
        for (int x = 0; x < c.kernelWidth(); x++) {
            if (left + x * c.dilation() < c.input().width() + c.paddingRight()) columns++;
        }
        return rows * columns;
    }

    public static void adaptiveAverage(KernelCall.AdaptiveAverage c, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        for (int block = 0; block < out.blocks(); block++) {
            for (int row = 0; row < out.height(); row++) {
                int top = row * in.height() / out.height();
                int bottom = Math.ceilDiv((row + 1) * in.height(), out.height());
                for (int column = 0; column < out.width(); column++) {
                    int left = column * in.width() / out.width();
                    int right = Math.ceilDiv((column + 1) * in.width(), out.width());
                    for (int lane = 0; lane < BLOCK; lane++) {
                        double sum = 0;
                        for (int r = top; r < bottom; r++) {
                            for (int q = left; q < right; q++) sum += a[in.at(block, r, q) + lane];
                        }
                        a[out.at(block, row, column) + lane] =
                                (float) (sum / ((bottom - top) * (right - left)));
                    }
                }
            }
        }
    }

    public static void affine(KernelCall.Affine c, float[] a, float[] w) {
        forEach(
                c.output(),
                (block, row, column, lane) -> {
                    float x = a[c.input().at(block, row, column) + lane];
                    if (c.constants() >= 0) {
                        int k = c.constants() + block * 2 * BLOCK + lane;
                        x = x * w[k] + w[k + BLOCK];
                    }
                    a[c.output().at(block, row, column) + lane] = c.activation().of(x);
                });
    }

    public static void add(KernelCall.Add c, float[] a) {
        forEach(
                c.output(),
                (block, row, column, lane) -> {
                    float left = a[c.left().at(block, row, column) + lane];
                    float right = a[c.right().at(block, row, column) + lane];
                    a[c.output().at(block, row, column) + lane] = c.activation().of(left + right);
                });
    }

    public static void channelScale(KernelCall.ChannelScale c, float[] a) {
        forEach(
                c.output(),
                (block, row, column, lane) -> {
                    float gate = a[c.gate() + block * c.gateBlock() + lane];
                    a[c.output().at(block, row, column) + lane] =
                            a[c.input().at(block, row, column) + lane] * gate;
                });
    }

    public static void localResponseNorm(KernelCall.LocalResponseNorm c, float[] a) {
        Plane in = c.input();
        Plane out = c.output();
        for (int row = 0; row < in.height(); row++) {
            for (int column = 0; column < in.width(); column++) {
                for (int channel = 0; channel < in.blocks() * BLOCK; channel++) {
                    int first = Math.max(0, channel - (c.size() - 1) / 2);
                    int last = Math.min(c.channels() - 1, channel + c.size() / 2);
                    double sum = 0;
                    for (int j = first; j <= last; j++) {
                        double x = a[in.at(j / BLOCK, row, column) + j % BLOCK];
                        sum += x * x;
                    }
                    double x = a[in.at(channel / BLOCK, row, column) + channel % BLOCK];
                    a[out.at(channel / BLOCK, row, column) + channel % BLOCK] =
                            (float) (x * Math.pow(c.k() + c.alpha() * sum, -c.beta()));
                }
            }
        }
    }

    public static void rearrange(KernelCall.Rearrange c, float[] a) {
        Plane in = c.input();
        forEach(
                c.output(),
                (block, row, column, lane) -> {
                    int slot = c.slots()[block * BLOCK + lane];
                    int r = row + c.down();
                    int q = column + c.right();
                    boolean inside = r >= 0 && r < in.height() && q >= 0 && q < in.width();
                    a[c.output().at(block, row, column) + lane] =
                            slot >= 0 && inside ? a[in.at(slot / BLOCK, r, q) + slot % BLOCK] : 0;
                });
    }

    private interface Element {
        void at(int block, int row, int column, int lane);
    }

    private static void forEach(Plane plane, Element element) {
        for (int block = 0; block < plane.blocks(); block++) {
            for (int row = 0; row < plane.height(); row++) {
                for (int column = 0; column < plane.width(); column++) {
                    for (int lane = 0; lane < BLOCK; lane++) element.at(block, row, column, lane);
                }
            }
        }
    }
}

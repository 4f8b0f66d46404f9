package dev.convscope.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.kernels.Activation;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Rows;
import dev.convscope.kernels.KernelCall.Segments;
import dev.convscope.kernels.LineHeads;
import dev.convscope.kernels.PanelWeights;
import dev.convscope.kernels.Plane;
import dev.convscope.kernels.Reads;
import dev.convscope.kernels.TileSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Weights that are asked for ahead of time stay as they are, and so does what is computed.
class AskingTest {
    private static final int BLOCKS = 3;
    private static final int PANELS = 40;
    private static final int SEGMENTS = 3;

    @ParameterizedTest
    @CsvSource({"14, 2, 16", "9, 3, 16", "8, 3, 16", "14, 2, 32", "9, 3, 32", "8, 3, 32"})
    void aConvolutionComputesTheSameWhetherItAsksForWeightsOrNot(
            int pixels, int vectors, int step) {
        KernelCall.Conv asking = convolution(pixels, vectors, step, true);
        float[] weights = constants(end(asking));
        float[] before = weights.clone();
        float[] arena = random(1 << 20, 1);
        float[] plain = arena.clone();

        ConvKernel.run(asking, 0, 1, arena, weights);
        ConvKernel.run(convolution(pixels, vectors, step, false), 0, 1, plain, before.clone());

        assertThat(arena).isEqualTo(plain);
        assertThat(weights).isEqualTo(before);
    }

    /// A head that differs from its line shows where a line was asked for.
    @Test
    void linesOfLaterPanelsAreAskedForAndNoneBeyondTheLast() {
        KernelCall.Conv asking = convolution(14, 2, 16, true);
        float[] weights = constants(end(asking));
        float[] before = weights.clone();
        int heads = LineHeads.offset(weights.length);
        for (int i = heads; i < weights.length; i++) weights[i] = Float.NaN;

        ConvKernel.run(asking, 0, 1, random(1 << 20, 1), weights);

        int[] asked = IntStream.range(0, heads).filter(i -> Float.isNaN(weights[i])).toArray();
        assertThat(asked).hasSizeGreaterThan((heads - 4096) / LineHeads.LINE / 2);
        assertThat(IntStream.of(asked)).allMatch(i -> i == LineHeads.start(i));
        for (int i = 0; i < heads; i++) {
            if (!Float.isNaN(weights[i])) assertThat(weights[i]).isEqualTo(before[i]);
        }
    }

    @Test
    void severalThreadsAskForNothing() {
        KernelCall.Conv asking = convolution(14, 2, 16, true);
        float[] weights = constants(end(asking));
        for (int i = LineHeads.offset(weights.length); i < weights.length; i++) weights[i] = -1;
        float[] before = weights.clone();

        for (int part = 0; part < 2; part++) {
            ConvKernel.run(asking, part, 2, random(1 << 20, 1), weights);
        }

        assertThat(weights).isEqualTo(before);
    }

    @Test
    void tilesThatCanAskAreThoseThatWereGenerated() {
        List<Integer> generated = Tiles.of(ConvTilesAskingStep16.class);
        assertThat(Tiles.of(ConvTilesAskingStep32.class)).isEqualTo(generated);
        assertThat(Tiles.of(TileSet.WIDE))
                .filteredOn(id -> TileSet.asksAhead(TileSet.pixels(id), TileSet.vectors(id)))
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000})
    void headsAreTheFirstFloatsOfLines(int lines) {
        float[] constants = random(LineHeads.length(lines), 2);
        LineHeads.write(constants);
        int heads = LineHeads.offset(constants.length);
        assertThat(constants.length - heads).isEqualTo(lines);
        for (int i = 0; i < lines; i++) {
            int line = LineHeads.FIRST + i * LineHeads.LINE;
            assertThat(constants[heads + i]).isEqualTo(constants[line]);
            assertThat(LineHeads.start(line + 15)).isEqualTo(line);
        }
    }

    /// Several segments of four tiles under many panels, whose weights exceed what is asked for
    /// at a time.
    private static KernelCall.Conv convolution(int pixels, int vectors, int step, boolean asks) {
        int[] cover = IntStream.generate(() -> TileSet.id(pixels, vectors)).limit(4).toArray();
        int row = 4 * pixels * step;
        int[] reads = new int[BLOCKS * Plane.BLOCK];
        for (int k = 0; k < reads.length; k++) {
            reads[k] = k / Plane.BLOCK * SEGMENTS * row + k % Plane.BLOCK;
        }
        int width = 4 * pixels * Plane.BLOCK;
        int outputBlock = SEGMENTS * width;
        int length = new PanelWeights(TileSet.WIDE, vectors, Lanes.count(), reads.length).length();
        length = Math.ceilDiv(length, LineHeads.LINE) * LineHeads.LINE;
        List<Panel> panels = new ArrayList<>();
        for (int p = 0; p < PANELS; p++) {
            int lane = p * vectors * Lanes.count();
            int to = lane / Plane.BLOCK * outputBlock + lane % Plane.BLOCK;
            int from = LineHeads.FIRST + p * length;
            panels.add(new Panel(vectors, from, to, 0, 0, cover, cover));
        }
        int output = BLOCKS * SEGMENTS * row + 4 * Plane.BLOCK;
        return new KernelCall.Conv(
                TileSet.WIDE,
                step,
                new Segments(SEGMENTS, 4 * pixels, 4 * pixels),
                0,
                2,
                0,
                row,
                Reads.at(reads),
                panels,
                output,
                width,
                outputBlock,
                Rows.ENDLESS,
                -1,
                0,
                0,
                Activation.RELU,
                asks);
    }

    private static int end(KernelCall.Conv conv) {
        List<Panel> panels = conv.panels();
        int length = panels.get(1).weights() - panels.get(0).weights();
        return panels.getLast().weights() + length;
    }

    private static float[] constants(int end) {
        float[] constants = random(LineHeads.length((end - LineHeads.FIRST) / LineHeads.LINE), 3);
        LineHeads.write(constants);
        return constants;
    }

    private static float[] random(int length, long seed) {
        float[] values = new float[length];
        var random = new Random(seed);
        for (int i = 0; i < length; i++) values[i] = random.nextFloat() - 0.5f;
        return values;
    }
}

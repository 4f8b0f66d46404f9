package dev.convscope.zoo;

import dev.convscope.graph.Op;
import dev.convscope.graph.PoolKind;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What the Inception family's networks are made of: a tree, as the papers draw it.
sealed interface Piece {

    /// A convolution with its normalisation, if the network has any, and ReLU.
    record Conv(int height, int width, int out, int stride, boolean padded) implements Piece {
        Conv valid() {
            return new Conv(height, width, out, stride, false);
        }

        Conv by(int step) {
            return new Conv(height, width, out, step, padded);
        }
    }

    /// A depthwise convolution of several filters per channel, bare.
    record Depthwise(int kernel, int perChannel, int stride) implements Piece {}

    record Pool(PoolKind kind, int kernel, int stride, Border border) implements Piece {}

    /// An operator that changes no shape.
    record Plain(String name, Op op) implements Piece {}

    record Sequence(List<Piece> pieces) implements Piece {}

    /// Branches side by side, concatenated.
    record Fork(List<Piece> branches) implements Piece {}

    /// `x + scale · E(path(x))`, where E is a 1×1 convolution with bias (Inception-ResNet).
    ///
    /// @param activated ReLU after the sum
    record Residual(Piece path, double scale, boolean activated) implements Piece {
        @Override
        public Piece beforeTheLast() {
            return new Residual(path, scale, true);
        }
    }

    /// `x + scale · (F₁(x) + … + Fₙ(x))` with independent Fᵢ (PolyNet).
    record MultiWay(Piece path, int ways, double scale) implements Piece {}

    /// `x + scale · (F₁(x) + F₂(F₁(x)) + …)`; the Fᵢ share the convolutions of their path, but
    /// neither its normalisations nor the 1×1 convolution that ends each (PolyNet).
    record Poly(Piece path, int order, double scale) implements Piece {}

    /// The edges of a pooling.
    enum Border {
        VALID,
        PADDED,
        /// No padding, and the last window may end outside.
        CEIL
    }

    /// The piece as it stands in a run that goes on behind it.
    default Piece beforeTheLast() {
        return this;
    }

    static Conv conv(int kernel, int out) {
        return new Conv(kernel, kernel, out, 1, true);
    }

    static Conv conv(int height, int width, int out) {
        return new Conv(height, width, out, 1, true);
    }

    static Pool max(int stride, Border border) {
        return new Pool(PoolKind.MAX, 3, stride, border);
    }

    /// The pooling of a reduction: 3×3, stride 2, no padding.
    static Pool max() {
        return max(2, Border.VALID);
    }

    /// The pooling of a pooling branch: 3×3, stride 1, padded.
    static Pool average() {
        return new Pool(PoolKind.AVERAGE, 3, 1, Border.PADDED);
    }

    static Piece sequence(Piece... pieces) {
        return new Sequence(List.of(pieces));
    }

    static Piece fork(Piece... branches) {
        return new Fork(List.of(branches));
    }

    static List<Piece> times(int count, Piece piece) {
        return Collections.nCopies(count, piece);
    }

    /// Pieces taken in turn, `count` in all.
    static List<Piece> inTurn(int count, Piece... pieces) {
        return IntStream.range(0, count).mapToObj(i -> pieces[i % pieces.length]).toList();
    }
}

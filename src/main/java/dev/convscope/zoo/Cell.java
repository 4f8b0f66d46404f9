package dev.convscope.zoo;

import dev.convscope.graph.PoolKind;

import java.util.List;

/// A cell found by a search: pairs of operations, each making a state by summing two others.
///
/// State 0 is the current map through a 1×1 convolution, state 1 the previous one, adjusted; pair i
/// makes state i + 2.
///
/// @param output states that are concatenated
record Cell(List<Pair> pairs, List<Integer> output) {

    /// The sum of an operation on one state and an operation on another.
    record Pair(Operation left, int leftState, Operation right, int rightState) {}

    /// What a search may choose from.
    sealed interface Operation {
        /// ReLU, depthwise k×k, 1×1, normalisation, twice; a stride sits in the first.
        record Separable(int kernel, int dilation) implements Operation {}

        record Pool(PoolKind kind, int kernel) implements Operation {}

        /// Nothing, or a 1×1 convolution where the shape has to change.
        record None() implements Operation {}

        /// ReLU, 1×1, normalisation.
        record Pointwise() implements Operation {}

        /// A 3×3 convolution between two 1×1, at a quarter of the width.
        record Bottleneck() implements Operation {}

        /// 1×7 and 7×1 between two 1×1, at a quarter of the width.
        record Factorised() implements Operation {}
    }

    static final Operation SEP_3 = new Operation.Separable(3, 1);
    static final Operation SEP_5 = new Operation.Separable(5, 1);
    static final Operation SEP_7 = new Operation.Separable(7, 1);
    static final Operation SEP_5_DILATED = new Operation.Separable(5, 2);
    static final Operation AVERAGE_3 = new Operation.Pool(PoolKind.AVERAGE, 3);
    static final Operation MAX_3 = new Operation.Pool(PoolKind.MAX, 3);
    static final Operation MAX_2 = new Operation.Pool(PoolKind.MAX, 2);
    static final Operation NONE = new Operation.None();
    static final Operation CONV_1 = new Operation.Pointwise();
    static final Operation CONV_3 = new Operation.Bottleneck();
    static final Operation CONV_1_7 = new Operation.Factorised();

    static Pair pair(Operation left, int leftState, Operation right, int rightState) {
        return new Pair(left, leftState, right, rightState);
    }
}

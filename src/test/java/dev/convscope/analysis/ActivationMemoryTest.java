package dev.convscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.base.Shape;
import dev.convscope.graph.ActivationFunction;
import dev.convscope.graph.GraphBuilder;
import dev.convscope.graph.Node;
import dev.convscope.graph.Op;
import dev.convscope.graph.Role;
import dev.convscope.graph.Window;

import org.junit.jupiter.api.Test;

class ActivationMemoryTest {

    @Test
    void aChainHoldsTheInputAndOutputOfTheRunningNode() {
        var b = new GraphBuilder("chain");
        Node x = b.input(new Shape(1, 10, 10));
        x = b.conv(x, "wide", 8, Window.square(3, 1), 1, false);
        x = b.activation(x, "act", ActivationFunction.RELU);
        x = b.conv(x, "narrow", 2, Window.square(3, 1), 1, false);
        var peak = ActivationMemory.peak(b.build(x));
        assertThat(peak.bytes()).isEqualTo(4 * (800 + 800));
        assertThat(peak.atNode().name()).isEqualTo("act");
    }

    @Test
    void aSkipStaysAliveUntilItIsAdded() {
        var b = new GraphBuilder("skip");
        Node x = b.input(new Shape(4, 10, 10));
        Node y = b.conv(x, "up", 16, Window.square(1, 1), 1, false);
        y = b.conv(y, "down", 4, Window.square(1, 1), 1, false);
        y = b.add("add", new Op.Add(), x, y);
        var peak = ActivationMemory.peak(b.build(y));
        // at "down": the skip (400), what it reads (1600) and what it writes (400)
        assertThat(peak.bytes()).isEqualTo(4 * (400 + 1600 + 400));
        assertThat(peak.atNode().name()).isEqualTo("down");
    }

    @Test
    void aConcatenationHoldsAllItsBranchesAndItsResult() {
        var b = new GraphBuilder("concat");
        Node x = b.input(new Shape(1, 2, 2));
        Node one = b.conv(x, "one", 3, Window.square(1, 1), 1, false);
        Node two = b.conv(x, "two", 5, Window.square(1, 1), 1, false);
        Node all = b.add("concat", new Op.Concat(), one, two);
        // the image is dead once both branches have read it
        assertThat(ActivationMemory.peak(b.build(all)).bytes()).isEqualTo(4 * 4 * (3 + 5 + 8));
    }

    @Test
    void aResultNobodyReadsLivesToTheEnd() {
        var b = new GraphBuilder("auxiliary");
        Node x = b.input(new Shape(1, 4, 4));
        b.as(Role.AUXILIARY).conv(x, "head", 2, Window.square(1, 1), 1, false);
        Node body = b.as(Role.BODY).conv(x, "body", 4, Window.square(1, 1), 1, false);
        Node end = b.conv(body, "end", 4, Window.square(1, 1), 1, false);
        assertThat(ActivationMemory.peak(b.build(end)).bytes()).isEqualTo(4 * 16 * (2 + 4 + 4));
    }

    @Test
    void anInputAloneIsItsOwnPeak() {
        var b = new GraphBuilder("input");
        assertThat(ActivationMemory.peak(b.build(b.input(new Shape(3, 2, 2)))).bytes())
                .isEqualTo(48);
    }
}

package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Machine;
import dev.convscope.kernels.KernelCall;
import dev.convscope.kernels.KernelCall.Group;
import dev.convscope.kernels.KernelCall.Panel;
import dev.convscope.kernels.KernelCall.Ring;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.List;

/// Resolves a convolution and the depthwise convolution that reads it: the first writes to a ring,
/// the second reads from there.
final class FusedEmission {
    private final Instruction.Fused fused;
    private final Machine machine;
    private final Ring ring;
    private final KernelCall.Conv conv;
    private final List<Group> groups = new ArrayList<>();
    private final List<Panel> panels = new ArrayList<>();

    FusedEmission(Instruction.Fused fused, PlanContext context, Ring ring) {
        this.fused = fused;
        this.machine = context.machine();
        this.ring = ring;
        var emission = new ConvEmission(fused.before().orElseThrow(), context);
        Plane target = target(context.placement().slots(fused.output()).blocks());
        this.conv = holdsBorderedMaps() ? emission.emitLine(target) : emission.emitRows(target);
        group();
    }

    private boolean holdsBorderedMaps() {
        boolean bordered = Fusion.rowStride(fused) > ring.width() * BLOCK;
        return bordered && ring.rows() == fused.shape().height();
    }

    /// The ring, as if all blocks had a place in it.
    private Plane target(int blocks) {
        return new Plane(
                ring.offset() + ring.left() * BLOCK,
                blocks,
                ring.height(),
                ring.width(),
                Fusion.blockStride(fused, ring.rows()),
                Fusion.rowStride(fused));
    }

    /// Panels that together make whole blocks, as many as a ring holds, each group from the start
    /// of the ring.
    private void group() {
        int first = 0;
        int firstLane = 0;
        int lanes = 0;
        for (int i = 0; i < conv.panels().size(); i++) {
            lanes += lanes(i);
            boolean last = i == conv.panels().size() - 1;
            boolean fits = !last && lanes + lanes(i + 1) - firstLane <= Fusion.MOST_BLOCKS * BLOCK;
            if (!last && (lanes % BLOCK != 0 || fits)) continue;
            int firstBlock = firstLane / BLOCK;
            for (int p = first; p <= i; p++) {
                Panel ofMap = conv.panels().get(p);
                panels.add(ofMap.writingTo(ofMap.output() - firstBlock * conv.outputBlock()));
            }
            int blocks = Math.ceilDiv(lanes - firstLane, BLOCK);
            groups.add(new Group(first, i + 1, firstBlock, blocks));
            first = i + 1;
            firstLane = lanes;
        }
    }

    /// Output channels of a panel.
    private int lanes(int panel) {
        return conv.panels().get(panel).vectors() * conv.tiles().lanes(machine.lanes());
    }

    KernelCall.ConvDepthwise emit(KernelCall.Depthwise filter) {
        var intoRing =
                conv.writingTo(conv.output(), conv.outputSegment(), conv.outputBlock(), panels);
        var fromRing =
                filter.readingFrom(
                        ring.offset(),
                        Fusion.blockStride(fused, ring.rows()),
                        Fusion.rowStride(fused));
        return new KernelCall.ConvDepthwise(intoRing, fromRing, groups, ring);
    }
}

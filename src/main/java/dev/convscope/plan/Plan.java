package dev.convscope.plan;

import dev.convscope.base.Machine;
import dev.convscope.base.Shape;

import java.util.List;

/// A network made ready for one machine: steps, packed constants and the size of the arena.
///
/// @param input shape of the image
/// @param output shape of the result
/// @param machine the machine it was made for; its vector width is part of the packing
/// @param arenaLength floats of working memory
/// @param constants packed weights and, where they are asked for ahead of time, {@link
/// dev.convscope.kernels.LineHeads}; borrowed, and never changed
public record Plan(
        Shape input,
        Shape output,
        Machine machine,
        int arenaLength,
        float[] constants,
        List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }
}

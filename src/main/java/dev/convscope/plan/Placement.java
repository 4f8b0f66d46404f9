package dev.convscope.plan;

import static dev.convscope.kernels.Plane.BLOCK;

import dev.convscope.base.Shape;
import dev.convscope.graph.Op;
import dev.convscope.graph.Padding.Edges;
import dev.convscope.graph.Window;
import dev.convscope.kernels.MinimalFilter;
import dev.convscope.kernels.Plane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives every value of the lowered program its place in the arena.
///
/// A value is *held* by another when it lies inside of it: the inputs of a concatenation in its
/// result, and the operand of an element-wise instruction in the result that overwrites it. What is
/// held by nothing is a buffer. A buffer has the halo that its most demanding reader wants, and
/// lives from its first write to its last read.
final class Placement {
    /// Zeros around each channel plane.
    record Halo(int top, int left, int bottom, int right) {
        static final Halo NONE = new Halo(0, 0, 0, 0);

        Halo union(Halo other) {
            return new Halo(
                    Math.max(top, other.top),
                    Math.max(left, other.left),
                    Math.max(bottom, other.bottom),
                    Math.max(right, other.right));
        }

        boolean isEmpty() {
            return equals(NONE);
        }
    }

    /// A value that owns memory.
    ///
    /// @param pixelStride 16, or the channels of an interleaved image
    record Buffer(
            int offset,
            Halo halo,
            Shape shape,
            int blocks,
            int pixelStride,
            int rowStride,
            int blockStride,
            int firstWrite) {
        /// Offset of row 0, column 0 of block 0.
        int origin() {
            return offset + halo.top() * rowStride + halo.left() * pixelStride;
        }
    }

    /// @param until instruction that overwrites the holder; what it holds must not be read after
    private record Holder(int value, int blockOffset, int until) {}

    private final List<Instruction> program;
    private final Map<Integer, Shape> shapes = new HashMap<>();
    private final Map<Integer, Slots> slots;
    private final Map<Integer, Integer> lastRead = new HashMap<>();
    private final Map<Integer, Integer> written = new HashMap<>();
    private final Map<Integer, Holder> holders = new HashMap<>();
    private final Map<Integer, Buffer> buffers = new HashMap<>();
    private final Choices choices;
    private final Map<Integer, Integer> scratch = new HashMap<>();
    private final boolean interleavedImage;
    private final int arenaLength;

    Placement(List<Instruction> program, int output, Map<Integer, Slots> slots, Choices choices) {
        this.program = program;
        this.choices = choices;
        this.slots = slots;
        for (int i = 0; i < program.size(); i++) {
            Instruction instruction = program.get(i);
            shapes.putAll(instruction.outputs());
            for (int made : instruction.outputs().keySet()) written.put(made, i);
            for (int input : instruction.inputs()) lastRead.put(input, i);
        }
        lastRead.put(output, program.size());
        this.interleavedImage = imageStaysInterleaved();
        for (int i = program.size() - 1; i >= 0; i--) hold(program.get(i), i);
        this.arenaLength = allocate();
    }

    int arenaLength() {
        return arenaLength;
    }

    Shape shape(int value) {
        return shapes.get(value);
    }

    Slots slots(int value) {
        return slots.get(value);
    }

    boolean interleaved(int value) {
        return interleavedImage && value == program.getFirst().output();
    }

    /// Whether a value has memory of its own.
    boolean isPlaced(int value) {
        return written.containsKey(value);
    }

    /// The buffer that a value lies in.
    Buffer buffer(int value) {
        return buffers.get(root(value));
    }

    /// Where a blocked value lies.
    Plane plane(int value) {
        Buffer buffer = buffer(value);
        Shape shape = shapes.get(value);
        int offset = buffer.origin() + blockOffset(value) * buffer.blockStride();
        return new Plane(
                offset,
                slots.get(value).blocks(),
                shape.height(),
                shape.width(),
                buffer.blockStride(),
                buffer.rowStride());
    }

    /// Offset of the working memory that the instruction at `index` asked for.
    int scratch(int index) {
        return scratch.get(-1 - index);
    }

    /// Whether `input` already lies where it belongs in the concatenation `join`.
    boolean heldBy(int input, int join, int blockOffset) {
        return root(input) == root(join) && blockOffset(input) == blockOffset(join) + blockOffset;
    }

    private int root(int value) {
        Holder holder = holders.get(value);
        return holder == null ? value : root(holder.value());
    }

    private int blockOffset(int value) {
        Holder holder = holders.get(value);
        return holder == null ? 0 : holder.blockOffset() + blockOffset(holder.value());
    }

    private boolean imageStaysInterleaved() {
        Instruction image = program.getFirst();
        if (image.shape().channels() != 3) return false;
        boolean read = false;
        for (Instruction reader : program) {
            if (!reader.inputs().contains(image.output())) continue;
            read = true;
            Instruction.Linear linear = linear(reader);
            if (linear == null
                    || !(linear.node().op() instanceof Op.Conv conv)
                    || linear.input() != image.output()
                    || linear.residual().filter(r -> r == image.output()).isPresent()) return false;
            int step = 3 * conv.window().strideWidth();
            boolean tiled = step == 3 || step == 6 || step == 12;
            if (!tiled || conv.groups() != 1 || conv.window().dilation() != 1) return false;
        }
        return read && !lastReadIsResult(image.output());
    }

    /// The convolution or fully connected layer that reads an instruction's inputs; null if it is
    /// something else.
    private static Instruction.Linear linear(Instruction instruction) {
        if (instruction instanceof Instruction.Fused fused) return fused.reader();
        return instruction instanceof Instruction.Linear linear ? linear : null;
    }

    private boolean lastReadIsResult(int value) {
        return lastRead.getOrDefault(value, -1) == program.size();
    }

    private void hold(Instruction instruction, int at) {
        switch (instruction) {
            case Instruction.Join join -> holdJoin(join);
            case Instruction.Pointwise pointwise ->
                    holdInPlace(pointwise.input(), pointwise.output(), at);
            case Instruction.Sum sum -> {
                if (sum.left() != sum.right()) holdInPlace(sum.left(), sum.output(), at);
            }
            case Instruction.Gate gate -> holdInPlace(gate.input(), gate.output(), at);
            case Instruction.Linear _,
                    Instruction.Fused _,
                    Instruction.GatedLinear _,
                    Instruction.Image _,
                    Instruction.Single _,
                    Instruction.Reorder _ -> {}
        }
    }

    private void holdJoin(Instruction.Join join) {
        if (!holders.containsKey(join.output()) && lieSideBySide(join.inputs())) {
            int first = join.inputs().getFirst();
            holders.put(join.output(), new Holder(root(first), blockOffset(first), until(first)));
            return;
        }
        int block = 0;
        for (int input : join.inputs()) {
            boolean free = !holders.containsKey(input) && !interleaved(input);
            if (free && lastRead.get(input) <= until(join.output())) {
                holders.put(input, new Holder(join.output(), block, Integer.MAX_VALUE));
            }
            block += slots.get(input).blocks();
        }
    }

    /// Whether the values already follow each other in one buffer, as the inputs of a dense block's
    /// earlier concatenations do in that of its last.
    private boolean lieSideBySide(List<Integer> values) {
        int first = values.getFirst();
        if (!holders.containsKey(first)) return false;
        int block = blockOffset(first);
        for (int value : values) {
            boolean here = root(value) == root(first) && blockOffset(value) == block;
            if (!here || until(value) < Integer.MAX_VALUE) return false;
            block += slots.get(value).blocks();
        }
        return true;
    }

    /// The instruction that overwrites the memory of a value; the end of time if none does.
    private int until(int value) {
        Holder holder = holders.get(value);
        return holder == null ? Integer.MAX_VALUE : Math.min(holder.until(), until(holder.value()));
    }

    /// Lets an instruction overwrite its operand, if nobody reads the operand afterwards.
    private void holdInPlace(int input, int output, int at) {
        boolean free = !holders.containsKey(input) && lastRead.get(input) == at;
        if (free && !interleaved(input) && slots.get(input).same(slots.get(output))) {
            holders.put(input, new Holder(output, 0, at));
        }
    }

    private int allocate() {
        Map<Integer, Halo> halos = new HashMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        Map<Integer, Integer> last = new HashMap<>();
        Set<Integer> roots = new HashSet<>();
        for (int i = 0; i < program.size(); i++) {
            Instruction instruction = program.get(i);
            for (int made : instruction.outputs().keySet()) {
                int root = root(made);
                roots.add(root);
                first.merge(root, i, Math::min);
                last.merge(root, i, Math::max);
            }
            for (int input : instruction.inputs()) {
                halos.merge(root(input), haloFor(instruction, input), Halo::union);
            }
        }
        lastRead.forEach((value, read) -> last.merge(root(value), read, Math::max));
        List<ArenaLayout.Life> lives = new ArrayList<>();
        for (int root : roots) {
            Buffer buffer = layOut(root, halos.getOrDefault(root, Halo.NONE), first.get(root));
            buffers.put(root, buffer);
            lives.add(new ArenaLayout.Life(root, length(buffer), first.get(root), last.get(root)));
        }
        for (int i = 0; i < program.size(); i++) {
            int floats = choices.winograd().scratch(program.get(i), this);
            if (program.get(i) instanceof Instruction.Fused fused)
                floats = choices.fusion().scratch(fused);
            if (program.get(i) instanceof Instruction.GatedLinear gated) {
                floats = choices.gates().scratch(gated, this);
            }
            if (floats > 0) lives.add(new ArenaLayout.Life(-1 - i, floats, i, i));
        }
        ArenaLayout.Result layout = ArenaLayout.place(lives);
        layout.offsets().forEach((id, offset) -> scratch.put(id, offset));
        for (int root : roots) {
            Buffer b = buffers.get(root);
            buffers.put(
                    root,
                    new Buffer(
                            layout.offsets().get(root),
                            b.halo(),
                            b.shape(),
                            b.blocks(),
                            b.pixelStride(),
                            b.rowStride(),
                            b.blockStride(),
                            b.firstWrite()));
        }
        return layout.length();
    }

    private Buffer layOut(int value, Halo halo, int firstWrite) {
        Shape shape = shapes.get(value);
        boolean interleaved = interleaved(value);
        int pixelStride = interleaved ? shape.channels() : BLOCK;
        int rows = halo.top() + shape.height() + halo.bottom();
        int rowStride = (halo.left() + shape.width() + halo.right()) * pixelStride;
        int blocks = interleaved ? 1 : slots.get(value).blocks();
        int blockStride = Math.multiplyExact(rows, rowStride);
        // Blocks a multiple of 4 KiB apart would share the same few sets of every cache.
        if (blocks > 1 && blockStride % 1024 == 0) blockStride += BLOCK;
        return new Buffer(0, halo, shape, blocks, pixelStride, rowStride, blockStride, firstWrite);
    }

    private static int length(Buffer buffer) {
        return Math.multiplyExact(buffer.blocks(), buffer.blockStride());
    }

    /// The zeros that an instruction expects around one of its inputs.
    private Halo haloFor(Instruction instruction, int input) {
        Instruction.Linear linear = linear(instruction);
        if (linear == null || input != linear.input()) return Halo.NONE;
        if (!(linear.node().op() instanceof Op.Conv conv)) return Halo.NONE;
        Shape in = shapes.get(input);
        Shape out = linear.node().shape();
        Window window = conv.window();
        Edges rows = window.rowPadding(in.height());
        Edges columns = window.columnPadding(in.width());
        int outputRows = out.height();
        int outputColumns = out.width();
        var filters = choices.winograd().filters(linear, this);
        if (instruction == linear && filters.isPresent()) {
            MinimalFilter down = filters.get().down();
            MinimalFilter right = filters.get().right();
            outputRows = down.tiles(outputRows) * down.outputs();
            outputColumns = right.tiles(outputColumns) * right.outputs();
        }
        int lastRow = (outputRows - 1) * window.strideHeight() + window.reachHeight();
        int lastColumn = (outputColumns - 1) * window.strideWidth() + window.reachWidth();
        return new Halo(
                rows.before(),
                columns.before(),
                Math.max(0, lastRow - rows.before() - in.height()),
                Math.max(0, lastColumn - columns.before() - in.width()));
    }
}

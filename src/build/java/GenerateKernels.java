import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// Writes the register tiles of the SIMD kernels longhand.
///
/// C2 keeps accumulators in registers only when each is a local variable of its own, so a tile of
/// 14 pixels × 2 vectors is 28 variables. The shapes are data here; the text is generated, and not
/// kept in the source tree. One body serves every vector width: `L` is a constant of the species.
///
/// The layout that all tiles share: activations in blocks of 16 channels,
/// `[block][row][column][16]`;
/// weights in reading order, the bias first.
public final class GenerateKernels {
    /// A convolution tile: `pixels` neighbours in a row × `vectors` of output channels.
    private record Tile(int pixels, int vectors) {
        String name() {
            return "tile" + pixels + "x" + vectors;
        }

        int id() {
            return vectors * 32 + pixels;
        }
    }

    /// What else tiles may do: keep the order of pixels by fences, fill a block that they compute
    /// half of with zeros, run on into the next row of their output, take two inputs to a vector,
    /// compute several tiles side by side, ask for weights that are needed later, have a stream of
    /// weights for each vector.
    private enum Way {
        FENCED,
        FILLED,
        CROSSING,
        PAIRED,
        REPEATED,
        ASKING,
        STREAMED
    }

    /// Floats between the inputs of two neighbouring output pixels: 16 × stride in blocked layout,
    /// and 3 × stride for the image itself, which stays interleaved, height × width × 3.
    private static final List<Integer> STEPS = List.of(16, 32, 3, 6, 12);

    private static final List<Tile> WIDE =
            List.of(
                    tile(14, 1),
                    tile(8, 1),
                    tile(4, 1),
                    tile(2, 1),
                    tile(1, 1),
                    tile(14, 2),
                    tile(12, 2),
                    tile(10, 2),
                    tile(8, 2),
                    tile(7, 2),
                    tile(6, 2),
                    tile(5, 2),
                    tile(4, 2),
                    tile(3, 2),
                    tile(2, 2),
                    tile(1, 2),
                    tile(9, 3),
                    tile(8, 3),
                    tile(7, 3),
                    tile(6, 3),
                    tile(5, 3),
                    tile(4, 3),
                    tile(3, 3),
                    tile(2, 3),
                    tile(1, 3));

    /// Few, because their sums take C2 as long as their products.
    private static final List<Tile> PAIRED =
            List.of(
                    tile(14, 2),
                    tile(7, 2),
                    tile(4, 2),
                    tile(2, 2),
                    tile(1, 2),
                    tile(9, 3),
                    tile(7, 3),
                    tile(4, 3),
                    tile(2, 3),
                    tile(1, 3));

    /// Weights of two vectors in a stream each are read as fast from the caches, and faster from
    /// memory. With three C2 runs out of general registers (8×3 113 instead of 174 of 179 GFLOP/s).
    private static final List<Tile> STREAMED =
            WIDE.stream().filter(tile -> tile.vectors() <= 2).toList();

    private static final List<Tile> FENCED =
            List.of(
                    tile(6, 2),
                    tile(5, 2),
                    tile(4, 2),
                    tile(3, 2),
                    tile(2, 2),
                    tile(1, 2),
                    tile(3, 3),
                    tile(2, 3),
                    tile(1, 3));
    private static final List<Tile> SINGLE_PIXEL =
            List.of(tile(1, 1), tile(1, 2), tile(1, 4), tile(1, 8));

    /// The tiles of a `TileSet`.
    ///
    /// @param infix of its classes' names
    /// @param steps that it has classes for
    /// @param ways of its tiles, wherever the step admits them
    private record Family(
            String set, String infix, List<Tile> tiles, List<Integer> steps, Set<Way> ways) {
        /// As `TileSet.crossesRows` and `TileSet.repeats` say, which the contract test holds
        /// against this.
        Set<Way> ways(int step) {
            var ways = EnumSet.noneOf(Way.class);
            ways.addAll(this.ways);
            if (step != 16) ways.remove(Way.CROSSING);
            if (step == 32) ways.remove(Way.REPEATED);
            return ways;
        }

        String type(int step) {
            return "ConvTiles" + infix + (step == ANY_STEP ? "" : "Step" + step);
        }

        /// The method that chooses the class.
        String method() {
            return infix.isEmpty()
                    ? "wide"
                    : infix.substring(0, 1).toLowerCase() + infix.substring(1);
        }
    }

    /// Of tiles that few layers have, or that are too short to gain by taking turns apart.
    private static final Set<Way> FEW_LAYERS = Set.of(Way.PAIRED, Way.FENCED, Way.STREAMED);

    /// Of tiles of one pixel.
    private static final int ANY_STEP = 1;

    /// The tiles that most panels begin with, as `TileSet.asksAhead` says, once more: they ask for
    /// weights, which takes registers: in all tiles it would cost up to 25 %.
    private static final Family ASKING =
            new Family(
                    "WIDE",
                    "Asking",
                    List.of(tile(14, 2), tile(9, 3), tile(8, 3)),
                    List.of(16, 32),
                    Set.of(Way.CROSSING, Way.ASKING));

    private static final List<Family> FAMILIES =
            List.of(
                    new Family("WIDE", "", WIDE, STEPS, Set.of(Way.CROSSING)),
                    new Family(
                            "PAIRED",
                            "Paired",
                            PAIRED,
                            List.of(16, 32),
                            Set.of(Way.CROSSING, Way.PAIRED)),
                    new Family("STREAMED", "Streamed", STREAMED, List.of(16), Set.of(Way.STREAMED)),
                    new Family(
                            "FENCED",
                            "Fenced",
                            FENCED,
                            STEPS,
                            Set.of(Way.CROSSING, Way.FENCED, Way.FILLED, Way.REPEATED)),
                    new Family(
                            "SINGLE_PIXEL",
                            "SinglePixel",
                            SINGLE_PIXEL,
                            List.of(ANY_STEP),
                            Set.of()));

    private static final List<Integer> DEPTHWISE_KERNELS = List.of(3, 5, 7);
    private static final List<Integer> DEPTHWISE_STRIDES = List.of(1, 2);
    private static final List<Integer> DEPTHWISE_PIXELS = List.of(8, 7, 6, 4, 2, 1);

    private GenerateKernels() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).resolve("dev/convscope/kernels/simd");
        Files.createDirectories(folder);
        for (Family family : FAMILIES) {
            for (int step : family.steps()) {
                write(
                        folder,
                        family.type(step),
                        convClass(step, family.tiles(), family.ways(step)));
            }
        }
        for (int step : ASKING.steps()) {
            write(folder, ASKING.type(step), convClass(step, ASKING.tiles(), ASKING.ways(step)));
        }
        write(folder, "ConvTiles", choices());
        write(folder, "DepthwiseTiles", depthwiseClass(false));
        write(folder, "DepthwiseTilesFenced", depthwiseClass(true));
        write(folder, "WinogradPasses", GenerateWinograd.passes());
    }

    private static Tile tile(int pixels, int vectors) {
        return new Tile(pixels, vectors);
    }

    private static void write(Path folder, String name, String body) throws Exception {
        String text =
                """
                package dev.convscope.kernels.simd;

                import dev.convscope.kernels.KernelCall;
                import dev.convscope.kernels.MinimalFilter;
                import dev.convscope.kernels.Plane;
                import dev.convscope.kernels.TileSet;
                import java.lang.invoke.VarHandle;
                import jdk.incubator.vector.FloatVector;
                import jdk.incubator.vector.LongVector;
                import jdk.incubator.vector.VectorMask;
                import jdk.incubator.vector.VectorShuffle;
                import jdk.incubator.vector.VectorSpecies;

                /// Generated by src/build/java/GenerateKernels.java.
                final class %s {
                    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
                    private static final int L = S.length();

                    private %s() {}

                %s}
                """
                        .formatted(name, name, body);
        text = withoutUnused(text, "java.lang.invoke", "VarHandle");
        for (var type : List.of("KernelCall", "MinimalFilter", "Plane", "TileSet")) {
            text = withoutUnused(text, "dev.convscope.kernels", type);
        }
        for (var type : List.of("LongVector", "VectorMask", "VectorShuffle")) {
            text = withoutUnused(text, "jdk.incubator.vector", type);
        }
        Path file = folder.resolve(name + ".java");
        if (Files.exists(file) && Files.readString(file).equals(text)) return;
        Files.writeString(file, text);
    }

    private static String withoutUnused(String text, String from, String type) {
        String line = "import %s.%s;\n".formatted(from, type);
        String without = text.replace(line, "");
        return without.contains(type) ? text : without;
    }

    private static final String CONV_PARAMETERS =
            "float[] a, int xo, int[] advances, float[] w, int wo, int yo, int yStride";
    private static final String CONV_ARGUMENTS = "a, xo, advances, w, wo, yo, yStride";

    /// Tiles of pointwise layers may run on into the next row of their output: behind `left`
    /// pixels, and then every `row`, the output skips `gap` floats.
    private static final String ROW_PARAMETERS = ", int left, int row, int gap";

    private static final String ROW_ARGUMENTS = ", left, row, gap";

    /// Calls take as long as the products of 16 inputs to a fenced tile: one does several.
    private static final String TILES_PARAMETER = ", int tiles";

    private static final String TILES_ARGUMENT = ", tiles";

    /// Each turn stores the first float of a line of `t` where it is already, see `LineHeads`. C2
    /// keeps all sums in registers if it cannot know that `t` is `w`.
    private static final String ASKING_PARAMETERS = ", float[] t, int ask, int head";

    private static final String ASKING_ARGUMENTS = ", t, ask, head";

    private static String parameters(Set<Way> ways) {
        return CONV_PARAMETERS
                + (ways.contains(Way.ASKING) ? ASKING_PARAMETERS : "")
                + (ways.contains(Way.CROSSING) ? ROW_PARAMETERS : "")
                + (ways.contains(Way.REPEATED) ? TILES_PARAMETER : "");
    }

    private static String arguments(Set<Way> ways) {
        return CONV_ARGUMENTS
                + (ways.contains(Way.ASKING) ? ASKING_ARGUMENTS : "")
                + (ways.contains(Way.CROSSING) ? ROW_ARGUMENTS : "")
                + (ways.contains(Way.REPEATED) ? TILES_ARGUMENT : "");
    }

    private static String convClass(int step, List<Tile> tiles, Set<Way> ways) {
        StringBuilder text = new StringBuilder();
        if (ways.contains(Way.PAIRED)) text.append(PAIRED_CONSTANTS);
        text.append(convDispatch(tiles, ways));
        for (Tile tile : tiles) text.append(convTile(tile, step, ways));
        List<String> names = tiles.stream().map(Tile::name).toList();
        List<Integer> ids = tiles.stream().map(Tile::id).toList();
        boolean crossing = ways.contains(Way.CROSSING);
        text.append(
                repeats(
                        ids,
                        names,
                        CONV_PARAMETERS + (crossing ? ", int row, int gap" : ""),
                        CONV_ARGUMENTS
                                + (ways.contains(Way.ASKING) ? ", a, 0, 0" : "")
                                + (crossing ? ", 1 + n % row, row, gap" : "")
                                + (ways.contains(Way.REPEATED) ? ", 2" : "")));
        return text.toString();
    }

    private static final String PAIRED_CONSTANTS =
            """
                private static final VectorSpecies<Long> PAIRS = LongVector.SPECIES_PREFERRED;
                private static final VectorMask<Float> ODD = VectorMask.fromLong(S, 0xAAAA);
                private static final VectorMask<Float> LOW = VectorMask.fromLong(S, 0xFF);
                private static final VectorShuffle<Float> SWAP =
                        VectorShuffle.fromOp(S, lane -> lane ^ 1);
                private static final VectorShuffle<Float> EVEN =
                        VectorShuffle.fromOp(S, lane -> 2 * lane % L);

            """;

    private static final String CALL =
            "KernelCall.Conv c, int tile, int tiles, int xo, int wo, int yo, int left, float[] a, float[] w";
    private static final String ASKING_CALL =
            "KernelCall.Conv c, int tile, int xo, int wo, int yo, int left, float[] a, float[] w,"
                    + " float[] t, int ask, int head";
    private static final String WARM_UP =
            "VectorMethod.ConvTile t, int times, int[] advances, int row, float[] a, float[] w";

    /// What hands a tile to its class: once for a call, once for a warm-up. Each set has a method
    /// of its own that is short enough for C2 to inline.
    private static String choices() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                    /// One tile of a convolution, or several side by side.
                """);
        text.append(choice("run", CALL, "c"));
        text.append(
                """

                    /// A tile called `times` times, for a warm-up; no reads are nothing to do.
                """);
        text.append(choice("repeat", WARM_UP, "t"));
        for (Family family : FAMILIES) {
            text.append(call(family, family.method(), CALL));
            text.append(warmUp(family, family.method()));
        }
        text.append("\n    /// A tile that asks for the weights of line `ask` on.");
        text.append(call(ASKING, "ask", ASKING_CALL));
        text.append(warmUp(ASKING, "repeatAsking"));
        return text.toString();
    }

    private static String call(Family family, String name, String parameters) {
        return classes(
                family,
                name,
                parameters,
                """
                                    int[] advances = c.reads().advances();
                                    int ys = c.outputBlock();
                                    int row = c.rows().pixels();
                                    int gap = c.rows().gap();
                            """,
                "c",
                step ->
                        family.type(step)
                                + ".run(tile, a, xo, advances, w, wo, yo, ys"
                                + rest(
                                        family,
                                        step,
                                        ASKING_ARGUMENTS,
                                        ", left, row, gap",
                                        ", tiles"));
    }

    private static String warmUp(Family family, String name) {
        return classes(
                family,
                name,
                WARM_UP,
                """
                                    int tile = t.tile();
                                    int to = VectorMethod.SCRATCH / 2;
                                    int ys = TileSet.pixels(tile) * Plane.BLOCK;
                            """,
                "t",
                step ->
                        family.type(step)
                                + ".repeat(tile, times, a, 0, advances, w, 0, to, ys"
                                + rest(family, step, "", ", row, 0", ""));
    }

    private static String rest(
            Family family, int step, String asking, String crossing, String repeated) {
        Set<Way> ways = family.ways(step);
        return (ways.contains(Way.ASKING) ? asking : "")
                + (ways.contains(Way.CROSSING) ? crossing : "")
                + (ways.contains(Way.REPEATED) ? repeated : "")
                + ");\n";
    }

    /// A switch over sets.
    private static String choice(String name, String parameters, String of) {
        StringBuilder text = new StringBuilder();
        text.append("    static void %s(%s) {\n".formatted(name, parameters));
        text.append("        switch (%s.tiles()) {\n".formatted(of));
        for (Family family : FAMILIES) {
            text.append(
                    "            case %s -> %s(%s);\n"
                            .formatted(family.set(), family.method(), names(parameters)));
        }
        return text.append("        }\n    }\n").toString();
    }

    /// A switch over the steps of a set.
    private static String classes(
            Family family,
            String name,
            String parameters,
            String values,
            String of,
            IntFunction<String> call) {
        StringBuilder text = new StringBuilder();
        String access = family == ASKING ? "" : "private ";
        text.append("\n    %sstatic void %s(%s) {\n".formatted(access, name, parameters));
        text.append(values);
        if (family.steps().contains(ANY_STEP)) {
            return text.append("        ")
                    .append(call.apply(ANY_STEP))
                    .append("    }\n")
                    .toString();
        }
        text.append("        switch (%s.step()) {\n".formatted(of));
        for (int step : family.steps()) {
            text.append("            case %d -> ".formatted(step)).append(call.apply(step));
        }
        text.append(
                "            default -> throw new IllegalArgumentException(\"no tiles for step \" + %s.step());\n"
                        .formatted(of));
        return text.append("        }\n    }\n").toString();
    }

    /// The names of parameters, without their types.
    static String names(String parameters) {
        return parameters.replaceAll("[\\w.\\[\\]]+ (\\w+)", "$1");
    }

    private static String convDispatch(List<Tile> tiles, Set<Way> ways) {
        StringBuilder text = new StringBuilder();
        text.append("    static void run(int tile, ").append(parameters(ways)).append(") {\n");
        text.append("        switch (tile) {\n");
        for (Tile tile : tiles) {
            text.append(
                    "            case %d -> %s(%s);\n"
                            .formatted(tile.id(), tile.name(), arguments(ways)));
        }
        text.append(
                "            default -> throw new IllegalArgumentException(\"no tile \" + tile);\n");
        return text.append("        }\n    }\n\n").toString();
    }

    /// Each tile called `times` times, for a warm-up. Every tile has a loop of its own, which is
    /// entered so seldom that it stays in the interpreter: what is compiled is the tile, not a copy
    /// of it in its caller. Each pixel of a tile that crosses rows is the last of one in some
    /// calls.
    private static String repeats(
            List<Integer> ids, List<String> tiles, String parameters, String arguments) {
        StringBuilder text = new StringBuilder();
        text.append("\n    static void repeat(int tile, int times, ").append(parameters);
        text.append(") {\n        switch (tile) {\n");
        String passed = names(parameters);
        StringBuilder loops = new StringBuilder();
        for (int i = 0; i < tiles.size(); i++) {
            String name = "repeat_" + tiles.get(i);
            text.append(
                    "            case %d -> %s(times, %s);\n".formatted(ids.get(i), name, passed));
            loops.append("\n    private static void %s(int times, ".formatted(name));
            loops.append(parameters).append(") {\n");
            loops.append(
                    "        for (int n = 0; n < times; n++) %s(%s);\n    }\n"
                            .formatted(tiles.get(i), arguments));
        }
        text.append(
                "            default -> throw new IllegalArgumentException(\"no tile \" + tile);\n");
        return text.append("        }\n    }\n").append(loops).toString();
    }

    /// What a warm-up's call with nothing to do does: turn a loop. The JVM counts turns like calls,
    /// so that it asks C2 after fewer of them.
    static String nothing(String count) {
        return """
                        if (%s == 0) {
                            for (int i = 0; i < 64; i++) {}
                            return;
                        }
                """
                .formatted(count);
    }

    /// One loop over K, which walks along its input by a table of distances. The table costs one
    /// scalar load against `pixels · vectors` products; loops over taps and channels cost more, and
    /// make C2 inline more than it can keep out of boxes.
    private static String convTile(Tile tile, int step, Set<Way> ways) {
        boolean fenced = ways.contains(Way.FENCED);
        int pixels = tile.pixels();
        int vectors = tile.vectors();
        int perStream = vectors / streams(vectors, step, ways);
        StringBuilder t = new StringBuilder();
        t.append("\n    static void ")
                .append(tile.name())
                .append("(")
                .append(parameters(ways))
                .append(") {\n");
        t.append(nothing("advances.length"));
        if (perStream < vectors) {
            t.append("        int s = (advances.length + 1) * %d * L;\n".formatted(perStream));
        }
        boolean repeated = ways.contains(Way.REPEATED);
        if (repeated) t.append("        for (int t = 0; t < tiles; t++) {\n");
        for (int q = 0; q < vectors; q++) {
            t.append(
                    "        FloatVector b%d = FloatVector.fromArray(S, w, wo%s + %d * L);\n"
                            .formatted(q, stream(q, perStream), q % perStream));
        }
        for (int p = 0; p < pixels; p++) {
            for (int q = 0; q < vectors; q++) {
                t.append("        FloatVector c%d_%d = b%d;\n".formatted(p, q, q));
            }
        }
        t.append("        int k = wo + %d * L;\n".formatted(perStream));
        boolean paired = ways.contains(Way.PAIRED);
        int run = run(step, fenced);
        int reads = paired ? 2 : run;
        int last = lastTurns(tile, step, ways);
        String end = last == 0 ? "advances.length" : "advances.length - " + last;
        String before = reads == 1 ? "" : " - " + (reads - 1);
        String between = reads == 1 ? "" : " + " + (reads - 1);
        t.append("        int xi = xo%s;\n".formatted(before));
        t.append("        for (int i = 0; i < %s; i += %d) {\n".formatted(end, reads));
        t.append("            xi += advances[i]%s;\n".formatted(between));
        for (int r = 0; r < run; r++) t.append(products(tile, step, ways, r, perStream));
        if (ways.contains(Way.ASKING) && vectors != 2) t.append(ASK);
        t.append("            k += %d * L;\n        }\n".formatted(run * perStream));
        if (last > 0) {
            t.append("        xi += advances[%s];\n".formatted(end));
            for (int r = 0; r < last - 1; r++) {
                for (int q = 0; q < vectors; q++) t.append(weight(r, q, "", r * vectors + q));
            }
        }
        // An activation here would take more room in C2 than all the rest, and compile thrice as
        // long; what follows a tile finds it in the first-level cache.
        for (int p = 0; p < pixels; p++) {
            if (p > 0) t.append(nextPixel(ways.contains(Way.CROSSING)));
            if (last > 0) {
                t.append(lastTurns(tile, step, p, last));
                continue;
            }
            if (paired) {
                t.append(pairedSums(p, vectors));
                continue;
            }
            for (int q = 0; q < vectors; q++) t.append(store(p, q));
            if (ways.contains(Way.FILLED) && vectors % 2 == 1) t.append(zeros(vectors));
        }
        if (repeated) {
            t.append(nextPixel(ways.contains(Way.CROSSING)));
            t.append("        xo += %d;\n        }\n".formatted(pixels * step));
        }
        return t.append("    }\n").toString();
    }

    /// As `TileSet.streams` says.
    private static int streams(int vectors, int step, Set<Way> ways) {
        if (ways.contains(Way.STREAMED)) return vectors;
        return step == ANY_STEP ? Math.min(4, vectors) : 1;
    }

    /// Turns that are taken pixel by pixel, each stored at once, behind a tile's loop: two products
    /// cover a store.
    ///
    /// A store of 512 bits takes two cycles, and more than a few in a row stop the products behind
    /// them: 28 took 70 cycles of a tile. Between products they take 22 to 36. Tiles that few
    /// layers
    /// have are not worth their compilation.
    private static int lastTurns(Tile tile, int step, Set<Way> ways) {
        boolean few = !Collections.disjoint(ways, FEW_LAYERS);
        return few || step == 32 || tile.pixels() * tile.vectors() < 28 ? 0 : 2;
    }

    /// What the last turns do to a pixel. The weights of the very last one are read when the first
    /// sums have left their registers. More methods of the Vector API than these are too much for
    /// C1: with weights read by each pixel it gave up on the 9×3 tile, and C2 was not always asked.
    private static String lastTurns(Tile tile, int step, int p, int turns) {
        StringBuilder t = new StringBuilder();
        for (int r = 0; r < turns; r++) {
            boolean last = r == turns - 1;
            t.append(
                    "        FloatVector x%d_%d = %s;\n"
                            .formatted(r, p, INPUT.formatted(p * step + r)));
            for (int q = 0; q < tile.vectors(); q++) {
                if (last && p == 0) t.append(weight(r, q, "", r * tile.vectors() + q));
                t.append(product(p, q, r));
                if (last) t.append(store(p, q));
            }
        }
        return t.toString();
    }

    private static String weight(int r, int q, String stream, int vector) {
        return "            FloatVector w%d_%d = FloatVector.fromArray(S, w, k%s + %d * L);\n"
                .formatted(r, q, stream, vector);
    }

    private static String product(int p, int q, int r) {
        return "            c%1$d_%2$d = x%3$d_%1$d.fma(w%3$d_%2$d, c%1$d_%2$d);\n"
                .formatted(p, q, r);
    }

    private static String store(int p, int q) {
        return "        c%d_%d.intoArray(a, yo + %s);\n"
                .formatted(p, q, vectorOffset(q, "yStride"));
    }

    private static String nextPixel(boolean crossing) {
        String next = "        yo += 16;\n";
        if (!crossing) return next;
        return next
                + "        if (--left == 0) {\n            left = row;\n            yo += gap;\n        }\n";
    }

    /// Adds what the even and the odd inputs made, which lie side by side. Of two vectors, the
    /// first has the even outputs of a block and the second the odd ones; a last one by itself has
    /// the first half of a block.
    private static String pairedSums(int p, int vectors) {
        StringBuilder t = new StringBuilder();
        for (int q = 0; q < vectors; q += 2) {
            String sum =
                    q + 1 < vectors
                            ? "%1$s.blend(%2$s, ODD).add(%2$s.blend(%1$s, ODD).rearrange(SWAP))"
                            : "%1$s.add(%1$s.rearrange(SWAP)).rearrange(EVEN, LOW)";
            String even = "c%d_%d".formatted(p, q);
            String odd = "c%d_%d".formatted(p, q + 1);
            t.append("        ").append(sum.formatted(even, odd));
            t.append(".intoArray(a, yo + %d * yStride);\n".formatted(q / 2));
        }
        return t.toString();
    }

    /// Zeros behind an odd number of vectors, where two make a block.
    private static String zeros(int vectors) {
        return "        if (L == 8) FloatVector.zero(S).intoArray(a, yo + %s);\n"
                .formatted(vectorOffset(vectors, "yStride"));
    }

    /// Inputs side by side that one turn of the loop takes, as `TileSet.run` says. Twelve products
    /// take six cycles; the table, the loop and the bounds need more than that, so that two inputs
    /// share them (105 against 115 of 118 GFLOP/s).
    private static int run(int step, boolean fenced) {
        return fenced && step >= 16 ? 2 : 1;
    }

    /// The products of input r of a run.
    private static String products(Tile tile, int step, Set<Way> ways, int r, int perStream) {
        StringBuilder t = new StringBuilder();
        for (int q = 0; q < tile.vectors(); q++) {
            int vector = r * perStream + q % perStream;
            t.append(weight(r, q, stream(q, perStream), vector));
        }
        for (int p = 0; p < tile.pixels(); p++) {
            String input = ways.contains(Way.PAIRED) ? PAIR : INPUT;
            boolean last = p == tile.pixels() - 1;
            if (last && ways.contains(Way.ASKING) && tile.vectors() == 2) t.append(ASK);
            t.append("            FloatVector x%d_%d = ".formatted(r, p));
            t.append(input.formatted(p * step + r, p * step + r + 1)).append(";\n");
            for (int q = 0; q < tile.vectors(); q++) {
                t.append(product(p, q, r));
            }
            if (keepsOrder(tile, ways)) t.append("            VarHandle.acquireFence();\n");
        }
        return t.toString();
    }

    /// Whether a fence follows the products of each pixel, so that the inputs of later pixels are
    /// not read before. Where they are, a tile of 14×2 lacks one register, and the sum that lies in
    /// memory waits longer than its products take where two of 512 bits start in a cycle (245
    /// against 270 of 290 GFLOP/s). Smaller tiles get slower by it (10×2 142 instead of 174 of 179
    /// GFLOP/s), and those of three vectors, too.
    private static boolean keepsOrder(Tile tile, Set<Way> ways) {
        boolean most = tile.vectors() == 2 && tile.pixels() >= 14;
        return ways.contains(Way.FENCED) || most && !ways.contains(Way.PAIRED);
    }

    /// Before the last pixel of 14×2 or behind a turn of 9×3 and 8×3 tiles it takes 0 to 3 % more;
    /// anywhere else C2 runs out of registers, and they take 15 to 100 % more.
    private static final String ASK =
            """
                        t[ask] = t[head];
                        ask += 16;
                        head += 1;
            """;

    private static final String INPUT = "FloatVector.broadcast(S, a[xi + %d])";

    /// Two inputs side by side, over and over. They are put together in a scalar register: two
    /// broadcasts and a blend make 95 instead of 115 of 118 GFLOP/s.
    private static final String PAIR =
            """
            LongVector.broadcast(PAIRS,
                            Float.floatToRawIntBits(a[xi + %d]) & 0xffffffffL
                                    | (long) Float.floatToRawIntBits(a[xi + %d]) << 32)
                            .reinterpretAsFloats()"""
                    .strip();

    /// Where the stream of weights of vector q starts, after the first.
    private static String stream(int q, int perStream) {
        return q < perStream ? "" : " + %d * s".formatted(q / perStream);
    }

    /// Where vector q of a panel lies: 16 / L vectors to a block, then the next block.
    private static String vectorOffset(int q, String stride) {
        return q == 0 ? "0" : "(%d * L / 16) * %s + %d * L %% 16".formatted(q, stride, q);
    }

    /// Clamps in the integer domain, where one instruction does what float max and min take six
    /// for.
    private static String store(String vector, String offset) {
        return "        %s.reinterpretAsInts().max(lo).min(hi).reinterpretAsFloats().intoArray(a, %s);\n"
                .formatted(vector, offset);
    }

    private static final String DEPTHWISE_PARAMETERS =
            "float[] a, int xo, int xRow, float[] w, int wo, int yo, int lo, int hi";
    private static final String DEPTHWISE_ARGUMENTS = "a, xo, xRow, w, wo, yo, lo, hi";

    /// Fenced tiles are small, and calls as long as they: one call takes `tiles` side by side in
    /// each of `rows`.
    private static final String REPEATED_PARAMETERS = ", int rows, int xStep, int yStep, int tiles";

    private static final String REPEATED_ARGUMENTS = ", rows, xStep, yStep, tiles";

    private static String depthwiseClass(boolean fenced) {
        String parameters = DEPTHWISE_PARAMETERS + (fenced ? REPEATED_PARAMETERS : "");
        String arguments = DEPTHWISE_ARGUMENTS + (fenced ? REPEATED_ARGUMENTS : "");
        StringBuilder text = new StringBuilder();
        text.append("    static void run(int tile, ").append(parameters).append(") {\n");
        text.append("        switch (tile) {\n");
        StringBuilder bodies = new StringBuilder();
        List<Integer> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int kernel : DEPTHWISE_KERNELS) {
            for (int stride : DEPTHWISE_STRIDES) {
                for (int pixels : DEPTHWISE_PIXELS) {
                    String name = "k%ds%dp%d".formatted(kernel, stride, pixels);
                    int id = (kernel * 4 + stride) * 16 + pixels;
                    text.append("            case %d -> %s(%s);\n".formatted(id, name, arguments));
                    bodies.append("\n    static void %s(%s) {\n".formatted(name, parameters));
                    bodies.append(nothing("xRow"));
                    bodies.append(
                            fenced
                                    ? repeatedDepthwise(kernel, stride, pixels)
                                    : depthwise(kernel, stride, pixels));
                    bodies.append("    }\n");
                    ids.add(id);
                    names.add(name);
                }
            }
        }
        text.append(
                "            default -> throw new IllegalArgumentException(\"no tile \" + tile);\n");
        bodies.append(repeats(ids, names, parameters, arguments));
        return text.append("        }\n    }\n").append(bodies).toString();
    }

    /// Each input column is read once per kernel row and goes to every output it touches.
    private static String depthwise(int kernel, int stride, int pixels) {
        StringBuilder t = new StringBuilder();
        t.append(depthwiseStart(pixels, "wo"));
        t.append("        int k = wo + 16;\n        int xi = xo;\n");
        t.append("        for (int row = 0; row < %d; row++) {\n".formatted(kernel));
        t.append(depthwiseWeights(kernel));
        for (int column = 0; column < width(kernel, stride, pixels); column++) {
            t.append(column(column, kernel, stride, pixels));
        }
        t.append("            k += %d;\n            xi += xRow;\n".formatted(16 * kernel));
        t.append("        }\n");
        return t.append(depthwiseStores(pixels, "yo")).toString();
    }

    /// The loop over kernel rows is one that C2 does not count: others it unrolls or cuts in three,
    /// and with the loops around it spills.
    private static String repeatedDepthwise(int kernel, int stride, int pixels) {
        StringBuilder t = new StringBuilder();
        t.append("        for (int r = 0; r < rows; r++) {\n");
        t.append("        int x = xo + r * xStep;\n        int y = yo + r * yStep;\n");
        t.append("        for (int i = 0; i < tiles; i++) {\n");
        t.append("        for (int lane = 0; lane < 16; lane += L) {\n");
        t.append(depthwiseStart(pixels, "wo + lane"));
        t.append("        int k = wo + lane + 16;\n");
        t.append("        int end = x + lane + %d * xRow;\n".formatted(kernel));
        t.append("        for (int xi = x + lane; xi != end; xi += xRow) {\n");
        t.append(depthwiseWeights(kernel));
        for (int column : columns(kernel, stride, pixels)) {
            t.append(column(column, kernel, stride, pixels));
            t.append("            VarHandle.acquireFence();\n");
        }
        t.append("            k += %d;\n        }\n".formatted(16 * kernel));
        t.append(depthwiseStores(pixels, "y + lane"));
        t.append("        }\n");
        t.append(
                "        x += %d;\n        y += %d;\n"
                        .formatted(16 * stride * pixels, 16 * pixels));
        return t.append("        }\n        }\n").toString();
    }

    private static String depthwiseStart(int pixels, String offset) {
        StringBuilder t = new StringBuilder();
        t.append("        FloatVector b = FloatVector.fromArray(S, w, %s);\n".formatted(offset));
        for (int p = 0; p < pixels; p++) t.append("        FloatVector c%d = b;\n".formatted(p));
        return t.toString();
    }

    private static String depthwiseWeights(int kernel) {
        StringBuilder t = new StringBuilder();
        for (int j = 0; j < kernel; j++) {
            t.append(
                    "            FloatVector w%d = FloatVector.fromArray(S, w, k + %d);\n"
                            .formatted(j, 16 * j));
        }
        return t.toString();
    }

    private static String column(int column, int kernel, int stride, int pixels) {
        List<Integer> outputs = outputs(column, kernel, stride, pixels);
        if (outputs.isEmpty()) return "";
        StringBuilder t = new StringBuilder();
        t.append(
                "            FloatVector x%d = FloatVector.fromArray(S, a, xi + %d);\n"
                        .formatted(column, 16 * column));
        for (int p : outputs) {
            t.append(
                    "            c%d = x%d.fma(w%d, c%d);\n"
                            .formatted(p, column, column - p * stride, p));
        }
        return t.toString();
    }

    private static String depthwiseStores(int pixels, String offset) {
        StringBuilder t = new StringBuilder();
        for (int p = 0; p < pixels; p++) t.append(store("c" + p, offset + " + " + 16 * p));
        return t.toString();
    }

    private static int width(int kernel, int stride, int pixels) {
        return (pixels - 1) * stride + kernel;
    }

    /// The columns of a row in an order that leaves most products between two of one output: each
    /// waits four cycles for the one before it, in which eight others can be made.
    private static List<Integer> columns(int kernel, int stride, int pixels) {
        var left = new ArrayList<Integer>();
        for (int column = 0; column < width(kernel, stride, pixels); column++) {
            if (!outputs(column, kernel, stride, pixels).isEmpty()) left.add(column);
        }
        var order = new ArrayList<Integer>();
        var last = new int[pixels];
        Arrays.fill(last, -pixels);
        for (int now = 0; !left.isEmpty(); ) {
            Integer best = left.getFirst();
            for (Integer column : left) {
                if (latest(column, kernel, stride, last) < latest(best, kernel, stride, last)) {
                    best = column;
                }
            }
            left.remove(best);
            order.add(best);
            for (int p : outputs(best, kernel, stride, pixels)) last[p] = now++;
        }
        return order;
    }

    /// When the last product was made of any output that a column touches.
    private static int latest(int column, int kernel, int stride, int[] last) {
        int latest = Integer.MIN_VALUE;
        for (int p : outputs(column, kernel, stride, last.length)) {
            latest = Math.max(latest, last[p]);
        }
        return latest;
    }

    /// The outputs that a column of the input touches.
    private static List<Integer> outputs(int column, int kernel, int stride, int pixels) {
        var outputs = new ArrayList<Integer>();
        for (int p = 0; p < pixels; p++) {
            int j = column - p * stride;
            if (j >= 0 && j < kernel) outputs.add(p);
        }
        return outputs;
    }
}

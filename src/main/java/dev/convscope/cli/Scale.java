package dev.convscope.cli;

import dev.convscope.audit.Figure;
import dev.convscope.base.UserException;
import dev.convscope.scaling.CompoundScaling;
import dev.convscope.scaling.Multipliers;
import dev.convscope.scaling.ScaledNetwork;
import dev.convscope.scaling.ScalingBase;
import dev.convscope.scaling.WidthSearch;
import dev.convscope.zoo.BlockTable;
import dev.convscope.zoo.Network;
import dev.convscope.zoo.Zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// One network that `scale` shows, and what makes it.
///
/// @param label its row's name
/// @param phi where compound scaling makes it
record Scale(String label, OptionalDouble phi, ScaledNetwork network) {
    /// Figure 4 of the EfficientNet paper: two depths, two input sizes.
    private static final double[] ISO_DEPTHS = {1, 2};

    private static final double ISO_RESOLUTION = 299 / 224.;

    private Scale(String label, ScaledNetwork network) {
        this(label, OptionalDouble.empty(), network);
    }

    static List<Scale> compound(
            ScalingBase base, CompoundScaling coefficients, List<Double> exponents) {
        List<Scale> scales = new ArrayList<>();
        for (double exponent : exponents) {
            var network = base.scale(coefficients.at(exponent));
            scales.add(new Scale("phi " + plain(exponent), OptionalDouble.of(exponent), network));
        }
        return scales;
    }

    static Scale by(ScalingBase base, Multipliers multipliers) {
        String label =
                "d "
                        + plain(multipliers.depth())
                        + " w "
                        + plain(multipliers.width())
                        + " r "
                        + plain(multipliers.resolution());
        return new Scale(label, base.scale(multipliers));
    }

    /// @param sweeps each as in `width=1,1.4`
    static List<Scale> swept(ScalingBase base, List<String> sweeps) {
        List<Scale> scales = new ArrayList<>();
        for (String text : sweeps) {
            var sweep = SweepText.parse(text);
            for (double value : sweep.values()) {
                String name = sweep.dimension().name().toLowerCase(Locale.ROOT);
                scales.add(
                        new Scale(
                                name + " " + plain(value),
                                base.scale(sweep.dimension().at(value))));
            }
        }
        return scales;
    }

    /// Networks of the same rows under coefficients of their own.
    static List<Scale> released(ScalingBase base) {
        BlockTable own = table(base.network()).orElseThrow(() -> alone(base));
        List<Scale> scales = new ArrayList<>();
        for (Network other : Zoo.networks()) {
            Optional<BlockTable> table = table(other).filter(t -> t.rows().equals(own.rows()));
            if (table.isEmpty() || other.name().contains(":")) continue;
            double d = table.get().depth() / own.depth();
            double w = table.get().width() / own.width();
            var network = base.scaleTo(d, w, other.defaultPixels());
            scales.add(new Scale(other.name(), network));
        }
        if (scales.size() < 2) throw alone(base);
        return scales;
    }

    private static Optional<BlockTable> table(Network network) {
        return network.architecture().blockTable();
    }

    private static UserException alone(ScalingBase base) {
        return UserException.about("no other network was released with the same stages")
                .where(base.network().name())
                .expected("a network such as efficientnet-b0")
                .build();
    }

    /// The widest networks of so many MACs, as in Figure 4 of the EfficientNet paper.
    static List<Scale> ofEqualMacs(ScalingBase base, String count) {
        long macs = (long) Figure.parse(count, "--iso-macs").value();
        List<Scale> scales = new ArrayList<>();
        for (double d : ISO_DEPTHS) {
            for (double r : new double[] {1, ISO_RESOLUTION}) {
                int pixels = (int) Math.floor(r * base.pixels() + .5);
                WidthSearch.FIGURE_4
                        .widest(base, d, pixels, macs)
                        .ifPresent(
                                network ->
                                        scales.add(
                                                new Scale(
                                                        "d " + plain(d) + " @" + pixels, network)));
            }
        }
        if (!scales.isEmpty()) return scales;
        throw UserException.about("no width is narrow enough for so few MACs")
                .where("--iso-macs")
                .found(count)
                .expected("more")
                .build();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

package dev.convscope.report;

import dev.convscope.result.CalibrationResult;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Real duels first, simulated ones below, told apart in every row.
final class CalibrationGrid {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.words("model", "model", 0),
                    Column.words("kind", "duels", 0),
                    Column.numbers("duels", "number", 0),
                    Column.numbers("slowdown", "slowdown", 0),
                    Column.numbers("regressed", "regressed", 0),
                    Column.numbers("improved", "improved", 1),
                    Column.numbers("unsure", "unsure", 1),
                    Column.numbers("suspected", "second stage", 2),
                    Column.numbers("alarmRateBound", "alarms below", 0),
                    Column.numbers("forkSpread", "fork spread", 2),
                    Column.numbers("screenSeconds", "screen s", 2),
                    Column.numbers("confirmSeconds", "both stages s", 2));

    private CalibrationGrid() {}

    static Grid of(CalibrationResult result) {
        List<String> above = new ArrayList<>();
        above.add("false alarms and power of 'gate duel', the same build on both sides");
        result.environment().map(MachineLine::of).ifPresent(above::add);
        List<Grid.Row> rows = new ArrayList<>();
        result.real().forEach(real -> rows.add(row(real)));
        result.simulated().forEach(simulated -> rows.add(row(simulated)));
        return new Grid(
                above,
                COLUMNS,
                rows,
                List.of(
                        "real: duels that ran; 'alarms below' is what the rate of false alarms is"
                                + " below with a confidence of 95 %",
                        "simulated: drawn from the forks of the real ones, with a slowdown"
                                + " injected; they prove no rate"));
    }

    private static Grid.Row row(CalibrationResult.Real real) {
        double duels = real.duels();
        return Grid.Row.of(
                Cell.text(real.model()),
                Cell.text("real"),
                Cell.plain(real.duels()),
                share(0),
                share(real.falseAlarms() / duels),
                share(real.improved() / duels),
                share(real.unsure() / duels),
                share(real.suspected() / duels),
                share(real.alarmRateBound()),
                share(real.forkSpread()),
                Cell.significant(real.screenSeconds()),
                Cell.significant(real.confirmSeconds()));
    }

    private static Grid.Row row(CalibrationResult.Simulated simulated) {
        return Grid.Row.of(
                Cell.text(simulated.model()),
                Cell.text("simulated"),
                Cell.plain(simulated.duels()),
                share(simulated.slowdown()),
                share(simulated.regressed()),
                share(simulated.improved()),
                share(simulated.unsure()),
                share(simulated.suspected()),
                Cell.none(),
                Cell.none(),
                Cell.none(),
                Cell.none());
    }

    private static Cell share(double share) {
        return Cell.share(OptionalDouble.of(share));
    }
}

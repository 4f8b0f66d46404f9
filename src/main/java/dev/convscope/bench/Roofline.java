package dev.convscope.bench;

import dev.convscope.result.Environment;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Bound;
import dev.convscope.result.StepTimesResult;

import java.util.ArrayList;
import java.util.List;

/// Holds steps against the machine's roof: the time that its peak needs for the multiplications, or
/// its bandwidth for the bytes, whichever is longer.
final class Roofline {
    /// A step that takes five times as long as its roof is held back by neither.
    private static final double OVERHEAD_SHARE = 0.2;

    private Roofline() {}

    static ProfileResult result(
            String model, Environment environment, Peak peak, StepTimesResult times) {
        List<ProfileResult.Step> steps = new ArrayList<>();
        for (var step : times.steps()) steps.add(step(steps.size(), step, peak));
        return new ProfileResult(
                model,
                environment,
                peak,
                times.totalNanos(),
                times.unattributedNanos(),
                times.unprofiledNanos(),
                steps);
    }

    private static ProfileResult.Step step(int number, StepTimesResult.Step step, Peak peak) {
        double computing = 2.0 * step.macs() / peak.gflopPerSecond();
        double moving = step.bytes() / peak.gigabytesPerSecond();
        long nanos = Math.max(1, step.nanos());
        double share = Math.max(computing, moving) / nanos;
        Bound limit = computing >= moving ? Bound.COMPUTE : Bound.BANDWIDTH;
        return new ProfileResult.Step(
                number,
                step.kernel(),
                step.layers(),
                step.nanos(),
                step.macs(),
                step.bytes(),
                Peak.rate(step.macs(), nanos),
                share,
                share < OVERHEAD_SHARE ? Bound.OVERHEAD : limit);
    }
}

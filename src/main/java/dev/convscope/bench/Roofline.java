package dev.convscope.bench;

import dev.convscope.result.Environment;
import dev.convscope.result.Peak;
import dev.convscope.result.ProfileResult;
import dev.convscope.result.ProfileResult.Bound;
import dev.convscope.result.ProfileResult.Group;
import dev.convscope.result.StepTimesResult;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Holds steps against the machine's roof: the time that its peak needs for the multiplications, or
/// its bandwidth for the bytes, whichever is longer.
final class Roofline {
    /// A step that takes five times as long as its roof is held back by neither.
    private static final double OVERHEAD_SHARE = 0.2;

    private final Peak peak;
    private final StepTimesResult times;

    private Roofline(Peak peak, StepTimesResult times) {
        this.peak = peak;
        this.times = times;
    }

    /// @param request what was asked for
    /// @param forkNanos totals of all forks
    /// @param times of the fork to show
    /// @param kindOf the kind of a step with these layers
    static ProfileResult result(
            ProfileRequest request,
            Environment environment,
            Peak peak,
            List<Long> forkNanos,
            StepTimesResult times,
            Function<List<String>, String> kindOf) {
        var roofline = new Roofline(peak, times);
        List<ProfileResult.Step> steps = new ArrayList<>();
        for (var step : times.steps()) steps.add(roofline.step(steps.size(), step));
        long unprofiled = times.unprofiledNanos();
        return new ProfileResult(
                request.model(),
                environment,
                peak,
                request.threads(),
                request.exact(),
                times.totalNanos(),
                times.unattributedNanos(),
                unprofiled,
                unprofiled == 0 ? 0 : (double) times.totalNanos() / unprofiled - 1,
                forkNanos,
                roofline.kinds(kindOf),
                roofline.layers(),
                steps);
    }

    private ProfileResult.Step step(int number, StepTimesResult.Step step) {
        var roof = new Roof(step.nanos(), step.macs(), step.bytes());
        return new ProfileResult.Step(
                number,
                step.kernel(),
                step.layers(),
                step.nanos(),
                step.macs(),
                step.bytes(),
                roof.rate(),
                roof.share(),
                roof.bound());
    }

    /// The dearest first.
    private List<Group> kinds(Function<List<String>, String> kindOf) {
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < times.steps().size(); i++) {
            String kind = kindOf.apply(times.steps().get(i).layers());
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(i);
        }
        return kinds.entrySet().stream()
                .map(kind -> group(kind.getKey(), kind.getValue()))
                .sorted(Comparator.comparingLong(Group::nanos).reversed())
                .toList();
    }

    /// Neighbouring steps with the same layers together: a Winograd convolution is many steps.
    private List<Group> layers() {
        List<Group> layers = new ArrayList<>();
        List<Integer> together = new ArrayList<>();
        for (int i = 0; i < times.steps().size(); i++) {
            together.add(i);
            List<String> names = times.steps().get(i).layers();
            boolean last = i + 1 == times.steps().size();
            if (last || !times.steps().get(i + 1).layers().equals(names)) {
                layers.add(group(LayerNames.together(names), together));
                together = new ArrayList<>();
            }
        }
        return layers;
    }

    private Group group(String name, List<Integer> members) {
        long nanos = 0;
        long macs = 0;
        long bytes = 0;
        for (int i : members) {
            StepTimesResult.Step step = times.steps().get(i);
            nanos += step.nanos();
            macs += step.macs();
            bytes += step.bytes();
        }
        var roof = new Roof(nanos, macs, bytes);
        return new Group(
                name,
                members,
                kernels(members),
                nanos,
                times.totalNanos() == 0 ? 0 : (double) nanos / times.totalNanos(),
                macs,
                bytes,
                bytes == 0 ? 0 : 2.0 * macs / bytes,
                roof.rate(),
                roof.share(),
                roof.bound());
    }

    /// The one that takes longest first.
    private List<String> kernels(List<Integer> members) {
        Map<String, Long> nanos = new LinkedHashMap<>();
        for (int i : members) {
            StepTimesResult.Step step = times.steps().get(i);
            nanos.merge(step.kernel(), step.nanos(), Long::sum);
        }
        return nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Work and time against the peak.
    private final class Roof {
        private final double computing;
        private final double moving;
        private final long nanos;
        private final long macs;

        Roof(long nanos, long macs, long bytes) {
            this.computing = 2.0 * macs / peak.gflopPerSecond();
            this.moving = bytes / peak.gigabytesPerSecond();
            this.nanos = Math.max(1, nanos);
            this.macs = macs;
        }

        double rate() {
            return Peak.rate(macs, nanos);
        }

        double share() {
            return Math.max(computing, moving) / nanos;
        }

        Bound bound() {
            if (share() < OVERHEAD_SHARE) return Bound.OVERHEAD;
            return computing >= moving ? Bound.COMPUTE : Bound.BANDWIDTH;
        }
    }
}

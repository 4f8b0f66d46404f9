package dev.convscope.bench;

import dev.convscope.result.DoctorResult;
import dev.convscope.result.DoctorResult.ForkNoise;
import dev.convscope.result.ForkResult;
import dev.convscope.result.ProbeResult;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at everything that makes numbers wrong or noisy, and says what to do about it.
public final class Doctor {
    private static final Duration FORK = Duration.ofSeconds(4);

    private Doctor() {}

    /// Examines this machine; takes a few seconds, most of them in child JVMs.
    ///
    /// @param forks fresh JVMs that measure one small network, for what they differ by; none to
    /// leave that out
    public static DoctorResult examine(int forks, Progress progress) {
        var rest = FORK.multipliedBy(forks);
        progress.at("environment", 0, rest.plusSeconds(4));
        var capture = EnvironmentCapture.begin(0);
        progress.at("vector unit, memory and noise", 0, rest.plusSeconds(3));
        Optional<ProbeResult> probe = Optional.empty();
        Optional<MeasurementException> problem = Optional.empty();
        try {
            probe = Optional.of(MachineProbe.run(1));
        } catch (MeasurementException e) {
            problem = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = Optional.of(new MeasurementException("interrupted", List.of()));
        }
        Optional<ForkResult.Jvm> jvm = probe.map(ProbeResult::jvm);
        Optional<ForkNoise> noise =
                forks < 2 || probe.isEmpty()
                        ? Optional.empty()
                        : ForkNoiseProbe.run(forks, progress);
        var environment = capture.end(jvm, List.of(), probe.map(ProbeResult::peak));
        progress.at("done", 1, Duration.ZERO);
        var rules = new DoctorRules(environment, probe, problem, ClockFacts.ofThisMachine());
        var checks = new ArrayList<>(rules.checks());
        noise.map(DoctorRules::forkNoise).ifPresent(checks::add);
        return new DoctorResult(environment, checks, noise);
    }
}

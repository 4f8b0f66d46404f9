package dev.convscope.bench;

import dev.convscope.result.DoctorResult;
import dev.convscope.result.ForkResult;
import dev.convscope.result.ProbeResult;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks at everything that makes numbers wrong or noisy, and says what to do about it.
public final class Doctor {
    private Doctor() {}

    /// Examines this machine; takes a few seconds, most of them in a child JVM.
    public static DoctorResult examine(Progress progress) {
        progress.at("environment", 0, Duration.ofSeconds(4));
        var capture = EnvironmentCapture.begin(0);
        progress.at("vector unit, memory and noise", 0.2, Duration.ofSeconds(3));
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
        var environment = capture.end(jvm, List.of(), probe.map(ProbeResult::peak));
        progress.at("done", 1, Duration.ZERO);
        var rules = new DoctorRules(environment, probe, problem, ClockFacts.ofThisMachine());
        return new DoctorResult(environment, rules.checks());
    }
}

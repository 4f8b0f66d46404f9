package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.DoctorResult;
import dev.convscope.result.DoctorResult.Check;
import dev.convscope.result.DoctorResult.Status;
import dev.convscope.result.Peak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MachineProbeTest {
    @Test
    void findsAPeakThatAMachineOfThisCenturyCanHave() {
        Peak peak = MachinePeak.measure(1);

        assertThat(peak.threads()).isEqualTo(1);
        assertThat(peak.gflopPerSecond()).isBetween(2.0, 1000.0);
        assertThat(peak.gigabytesPerSecond()).isBetween(0.5, 1000.0);
    }

    @Test
    void examinesThisMachine() {
        DoctorResult result = Doctor.examine(0, Progress.none());

        assertThat(result.checks())
                .extracting(Check::name)
                .contains("jdk", "vector module", "c2", "vector speed", "noise");
        assertThat(result.checks())
                .filteredOn(check -> check.name().equals("c2"))
                .extracting(Check::status)
                .containsExactly(Status.OK);
        assertThat(result.environment().run().peak()).isPresent();
    }
}

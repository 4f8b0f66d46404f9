package dev.convscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.DoctorResult.Check;
import dev.convscope.result.DoctorResult.Status;
import dev.convscope.result.Environment;
import dev.convscope.result.ForkResult;
import dev.convscope.result.Peak;
import dev.convscope.result.ProbeResult;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

class DoctorRulesTest {
    private static final ClockFacts FINE = new ClockFacts(Optional.of("tsc"), 20);

    private String jdk = "25.0.3+9-LTS";
    private Optional<String> governor = Optional.of("performance");
    private Optional<Double> quota = Optional.empty();
    private double load;
    private double steal;
    private double gflopPerSecond = 100;
    private int vectorBits = 256;
    private String compilers = "HotSpot 64-Bit Tiered Compilers";
    private List<Long> loop = Collections.nCopies(100, 1000L);

    private Environment environment() {
        return new Environment(
                new Environment.Cpu(
                        "A CPU",
                        Optional.empty(),
                        List.of("avx2"),
                        1,
                        2,
                        2,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        governor,
                        Optional.of(false),
                        Optional.empty(),
                        1,
                        List.of()),
                new Environment.Limits(
                        2,
                        Optional.empty(),
                        quota,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1L << 33,
                        Optional.empty()),
                new Environment.Noise(
                        Optional.of(load), Optional.of(steal), Optional.empty(), Optional.empty()),
                new Environment.Software(
                        "Linux",
                        "6",
                        Optional.empty(),
                        "A vendor",
                        jdk,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new Environment.Run(
                        "1",
                        Optional.empty(),
                        Optional.empty(),
                        "2026-11-22T12:00:00Z",
                        1,
                        List.of(),
                        Optional.empty()));
    }

    private Map<String, Check> checks() {
        var jvm = new ForkResult.Jvm("A vendor", jdk, List.of(), "G1", compilers, vectorBits);
        var probe = new ProbeResult(new Peak(1, vectorBits, gflopPerSecond, 16), 12, 3, loop, jvm);
        return byName(new DoctorRules(environment(), Optional.of(probe), Optional.empty(), FINE));
    }

    private static Map<String, Check> byName(DoctorRules rules) {
        return rules.checks().stream().collect(Collectors.toMap(Check::name, Function.identity()));
    }

    @Test
    void findNothingWrongWithAGoodMachine() {
        assertThat(checks().values())
                .allSatisfy(
                        check -> {
                            assertThat(check.status()).as(check.name()).isEqualTo(Status.OK);
                            assertThat(check.remedy()).isEmpty();
                        });
    }

    @Test
    void warnOfAJdkThatMayMovePinnedArrays() {
        jdk = "25.0.2+10";

        assertThat(checks().get("jdk").status()).isEqualTo(Status.WARN);
        assertThat(checks().get("jdk").remedy()).contains("25.0.3");
    }

    @Test
    void failVectorsThatAreNoFasterThanScalars() {
        gflopPerSecond = 12;

        assertThat(checks().get("vector speed").status()).isEqualTo(Status.FAIL);
    }

    @Test
    void failAJvmWithoutC2() {
        compilers = "Some interpreter";

        assertThat(checks().get("c2").status()).isEqualTo(Status.FAIL);
    }

    @Test
    void warnOfVectorsNarrowerThanTheProcessors() {
        vectorBits = 128;

        assertThat(checks().get("lanes").status()).isEqualTo(Status.WARN);
    }

    @Test
    void warnOfEverythingThatMakesNumbersNoisy() {
        governor = Optional.of("powersave");
        quota = Optional.of(1.5);
        load = 3.2;
        steal = 0.11;
        loop = new java.util.ArrayList<>(Collections.nCopies(80, 1000L));
        loop.addAll(Collections.nCopies(20, 1300L));

        for (String name : List.of("governor", "quota", "load", "steal", "noise")) {
            assertThat(checks().get(name).status()).as(name).isEqualTo(Status.WARN);
            assertThat(checks().get(name).remedy()).as(name).isNotEmpty();
        }
        assertThat(checks().get("noise").found()).isEqualTo("30.0 % above the median");
    }

    @Test
    void sayThatAMachineDoesNotTell() {
        governor = Optional.empty();

        assertThat(checks().get("governor").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void failAMachineOnWhichTheVectorModuleIsMissing() {
        var problem = new MeasurementException("ended", List.of("Module not found"));

        var checks =
                byName(
                        new DoctorRules(
                                environment(), Optional.empty(), Optional.of(problem), FINE));

        assertThat(checks.get("vector module").status()).isEqualTo(Status.FAIL);
        assertThat(checks.get("vector module").found()).isEqualTo("Module not found");
        assertThat(checks.get("noise").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void tellsHowSmallAChangeForksCanShow() {
        var quiet = DoctorRules.forkNoise(ForkNoiseProbe.of(new double[] {100, 101, 100, 99}));
        var noisy = DoctorRules.forkNoise(ForkNoiseProbe.of(new double[] {100, 120, 85, 99}));

        assertThat(quiet.status()).isEqualTo(Status.OK);
        assertThat(quiet.found())
                .startsWith("4 forks of mobilenet-v3-small differ by 0.8 %")
                .contains("5, 12, 20 forks a side tells 2.0 %, 1.1 %, 0.9 %");
        assertThat(noisy.status()).isEqualTo(Status.WARN);
        assertThat(noisy.remedy()).contains("more forks");
    }
}

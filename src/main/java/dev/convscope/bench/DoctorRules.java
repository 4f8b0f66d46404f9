package dev.convscope.bench;

import dev.convscope.result.DoctorResult.Check;
import dev.convscope.result.DoctorResult.Detectable;
import dev.convscope.result.DoctorResult.ForkNoise;
import dev.convscope.result.DoctorResult.Status;
import dev.convscope.result.Environment;
import dev.convscope.result.ProbeResult;
import dev.convscope.statistics.Percentiles;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the findings mean: pure functions of them.
///
/// @param probe what the child JVM found, or nothing if it failed
/// @param problem why it failed
record DoctorRules(
        Environment environment,
        Optional<ProbeResult> probe,
        Optional<MeasurementException> problem,
        ClockFacts clock) {
    /// Earlier updates may move arrays that native code is reading (JDK-8377811).
    private static final Runtime.Version LEAST_JDK = Runtime.Version.parse("25.0.3");

    /// The median of a quiet machine's loop hardly differs from its 90th percentile.
    private static final double QUIET = 0.02;

    /// The slowdown that a gate should find with the forks it usually makes.
    private static final double TELLING = 0.05;

    private static final double MOST_STEAL = 0.05;
    private static final double MOST_LOAD = 1;
    private static final long COARSE_CLOCK_NANOS = 1000;

    List<Check> checks() {
        return List.of(
                jdk(),
                vectorModule(),
                compiler(),
                lanes(),
                vectorSpeed(),
                clockCheck(),
                governor(),
                turbo(),
                quota(),
                load(),
                steal(),
                noise());
    }

    private Check jdk() {
        var version = Runtime.Version.parse(environment.software().jdk());
        boolean right = version.feature() == 25 && version.compareToIgnoreOptional(LEAST_JDK) >= 0;
        return check(
                "jdk",
                right ? Status.OK : Status.WARN,
                environment.software().jdk(),
                "25.0.3 or a later update of 25",
                "install JDK 25.0.3 or later and set JAVA_HOME to it");
    }

    private Check vectorModule() {
        return check(
                "vector module",
                probe.isPresent() ? Status.OK : Status.FAIL,
                problem.map(this::reason).orElse("jdk.incubator.vector"),
                "a JVM that starts with jdk.incubator.vector",
                "use a full JDK; a reduced run-time image may lack the module");
    }

    private String reason(MeasurementException problem) {
        return problem.log().isEmpty() ? problem.getMessage() : problem.log().getLast();
    }

    private Check compiler() {
        return fromProbe(
                "c2",
                "HotSpot's tiered compilers",
                "use a HotSpot JVM with C2; others run vector code many times slower",
                found -> found.jvm().compilers(),
                found -> found.jvm().compilers().contains("Tiered") ? Status.OK : Status.FAIL);
    }

    private Check lanes() {
        int able = environment.cpu().features().contains("avx512f") ? 512 : 128;
        if (able == 128 && environment.cpu().features().contains("avx2")) able = 256;
        int bits = able;
        return fromProbe(
                "lanes",
                "at least " + bits + " bits, as the processor has",
                "take -XX:UseAVX and -XX:MaxVectorSize out of the JVM's flags",
                found ->
                        found.peak().vectorBits()
                                + " bits, "
                                + found.peak().vectorBits() / 32
                                + " lanes",
                found -> found.peak().vectorBits() >= bits ? Status.OK : Status.WARN);
    }

    private Check vectorSpeed() {
        return fromProbe(
                "vector speed",
                "vectors much faster than the same loop without them",
                "C2 does not compile the Vector API well on this machine; numbers would mislead",
                found ->
                        String.format(
                                Locale.ROOT,
                                "%.0f GFLOP/s, %.1f times the scalar loop",
                                found.peak().gflopPerSecond(),
                                speedUp(found)),
                found -> speedUp(found) >= leastSpeedUp(found) ? Status.OK : Status.FAIL);
    }

    /// A quarter of the lanes: cores that work on 256 bits at a time gain half of 512, and boxed
    /// vectors, which this looks for, gain nothing at all.
    private static double leastSpeedUp(ProbeResult found) {
        return found.peak().vectorBits() / Float.SIZE / 4.0;
    }

    private static double speedUp(ProbeResult found) {
        return found.peak().gflopPerSecond()
                / found.peak().threads()
                / found.scalarGflopPerSecond();
    }

    private Check clockCheck() {
        return check(
                "clock",
                clock.stepNanos() < COARSE_CLOCK_NANOS ? Status.OK : Status.WARN,
                clock.stepNanos() + " ns" + clock.source().map(name -> ", " + name).orElse(""),
                "steps below " + COARSE_CLOCK_NANOS + " ns",
                "choose the tsc clock source of the kernel");
    }

    private Check governor() {
        return known(
                "governor",
                environment.cpu().governor(),
                "performance",
                "sudo cpupower frequency-set -g performance",
                name -> name.equals("performance") ? Status.OK : Status.WARN);
    }

    private Check turbo() {
        return known(
                "turbo",
                environment.cpu().turbo().map(on -> on ? "on" : "off"),
                "off for the steadiest numbers",
                "with turbo on, times depend on how warm the machine is: measure ratios",
                name -> name.equals("off") ? Status.OK : Status.WARN);
    }

    private Check quota() {
        int usable = environment.limits().usableProcessors();
        var quota = environment.limits().quotaCores();
        return check(
                "quota",
                quota.isPresent() && quota.get() < usable ? Status.WARN : Status.OK,
                quota.map(cores -> String.format(Locale.ROOT, "%.2f cores", cores)).orElse("none")
                        + " of "
                        + usable,
                "no quota below the number of processors",
                "a quota stops threads in the middle of an inference: give the container whole"
                        + " processors");
    }

    private Check load() {
        return known(
                "load",
                environment
                        .noise()
                        .loadAverage()
                        .map(load -> String.format(Locale.ROOT, "%.2f", load)),
                "at most " + MOST_LOAD,
                "stop what else runs on this machine, then wait a minute",
                load -> Double.parseDouble(load) <= MOST_LOAD ? Status.OK : Status.WARN);
    }

    private Check steal() {
        return known(
                "steal",
                environment.noise().stealShare().map(DoctorRules::percent),
                "at most " + percent(MOST_STEAL),
                "other guests of the host take processor time: measure at another time or place",
                _ ->
                        environment.noise().stealShare().orElse(0.0) <= MOST_STEAL
                                ? Status.OK
                                : Status.WARN);
    }

    private Check noise() {
        return fromProbe(
                "noise",
                "a 90th percentile at most " + percent(QUIET) + " above the median",
                "quieten the machine, or use more forks and watch the printed interval",
                found -> percent(spread(found)) + " above the median",
                found -> spread(found) <= QUIET ? Status.OK : Status.WARN);
    }

    /// What fresh JVMs differ by decides how small a change can be told.
    static Check forkNoise(ForkNoise noise) {
        var usual = noise.detectable().get(1);
        return check(
                "fork noise",
                usual.ratio() - 1 <= TELLING ? Status.OK : Status.WARN,
                String.format(
                        Locale.ROOT,
                        "%d forks of %s differ by %.1f %%: a duel of %s forks a side tells %s",
                        noise.forkNanos().size(),
                        noise.model(),
                        100 * noise.spread(),
                        joined(noise, one -> Integer.toString(one.forks())),
                        joined(noise, one -> percent(one.ratio() - 1))),
                usual.forks() + " forks a side tell " + percent(TELLING),
                "quieten the machine, bind forks with --cpus, or use more forks");
    }

    private static String joined(ForkNoise noise, Function<Detectable, String> part) {
        return noise.detectable().stream().map(part).collect(Collectors.joining(", "));
    }

    private static double spread(ProbeResult found) {
        double[] nanos = found.loopNanos().stream().mapToDouble(Long::doubleValue).toArray();
        return Percentiles.of(nanos, 0.9) / Percentiles.median(nanos) - 1;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private Check fromProbe(
            String name,
            String expected,
            String remedy,
            Function<ProbeResult, String> found,
            Function<ProbeResult, Status> status) {
        return check(
                name,
                probe.map(status).orElse(Status.UNKNOWN),
                probe.map(found).orElse("not measured"),
                expected,
                probe.isPresent() ? remedy : "mend the vector module first");
    }

    private static Check known(
            String name,
            Optional<String> found,
            String expected,
            String remedy,
            Function<String, Status> status) {
        return check(
                name,
                found.map(status).orElse(Status.UNKNOWN),
                found.orElse("not readable here"),
                expected,
                found.isPresent() ? remedy : "");
    }

    /// A remedy is given only where something is wrong.
    private static Check check(
            String name, Status status, String found, String expected, String remedy) {
        return new Check(name, status, found, expected, status == Status.OK ? "" : remedy);
    }
}

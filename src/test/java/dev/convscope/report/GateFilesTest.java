package dev.convscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;
import dev.convscope.result.GateResult.Fork;
import dev.convscope.result.GateResult.Verdict;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;

class GateFilesTest {
    private static Check check(String model, Verdict verdict, String reason) {
        return new Check(
                model,
                "p50Nanos",
                verdict,
                OptionalDouble.of(10_000_000),
                OptionalDouble.of(10_600_000),
                OptionalDouble.of(1.06),
                OptionalDouble.of(1.05),
                OptionalDouble.of(1.07),
                OptionalDouble.of(1.02),
                OptionalDouble.of(0.0012),
                20,
                reason);
    }

    private static GateResult result(List<Check> checks, List<Fork> forks) {
        return new GateResult(
                Verdict.REGRESSED,
                true,
                checks,
                OptionalDouble.of(1.004),
                7,
                List.of("a: the JIT had not fallen quiet in head of pair 2"),
                Optional.of(new GateResult.Sides("../before", "this build")),
                new TreeMap<>(),
                forks,
                Optional.of(Samples.environment()));
    }

    static GateResult everyVerdict() {
        List<Check> checks = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            checks.add(check("net-" + verdict, verdict, "because 5 % < 6 %, \"really\" | truly"));
        }
        return result(checks, List.of());
    }

    @Test
    void junitFailsWhatIsSlowerAndSkipsWhatCannotBeTold() throws Exception {
        var suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new InputSource(
                                        new StringReader(
                                                GateFiles.of(everyVerdict()).get("junit.xml"))))
                        .getDocumentElement();

        assertThat(suite.getAttribute("tests")).isEqualTo("9");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("errors")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        var failure = (Element) suite.getElementsByTagName("failure").item(1);
        assertThat(failure.getAttribute("type")).isEqualTo("PerformanceRegression");
        assertThat(failure.getAttribute("message"))
                .isEqualTo(
                        "net-regressed, p50Nanos: regressed, +6.0 % (+5.0 % to +7.0 %): because 5 %"
                                + " < 6 %, \"really\" | truly");
        var parent = (Element) failure.getParentNode();
        assertThat(parent.getAttribute("classname")).isEqualTo("gate.net-regressed");
    }

    @Test
    void annotationsAreEscapedAndTheGravestFirst() {
        assertThat(GateFiles.annotations(everyVerdict()).lines())
                .hasSize(7)
                .first()
                .asString()
                .startsWith("::error title=convscope gate%3A regressed::net-regressed, p50Nanos")
                .contains("5 %25 < 6 %25");
    }

    /// GitHub shows ten of a kind.
    @Test
    void annotationsStopAtTenOfAKind() {
        List<Check> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) many.add(check("net-" + i, Verdict.REGRESSED, ""));

        assertThat(GateFiles.annotations(result(many, List.of())).lines())
                .filteredOn(line -> line.startsWith("::error"))
                .hasSize(10)
                .last()
                .isEqualTo("::error::and 41 more");
    }

    @Test
    void theCommentTellsChangeIntervalMachineAndSeed() {
        String comment = GateFiles.comment(everyVerdict());

        assertThat(comment)
                .startsWith(
                        "<!-- convscope gate -->\n### convscope gate: regressed (1 of 9 checks)")
                .contains(
                        "| net-regressed | p50Nanos | 🔴 regressed | 10.0 ms | 10.6 ms | +6.0 % |")
                .contains("+5.0 % to +7.0 %")
                .contains("because 5 % &lt; 6 %, \"really\" \\| truly")
                .contains("> a: the JIT had not fallen quiet in head of pair 2")
                .contains("base: ../before, head: this build, seed 7, base against itself: +0.4 %")
                .contains("A CPU, 2 processors");
    }

    @Test
    void theCommentFitsIntoWhatGitHubTakes() {
        List<Check> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) many.add(check("net-" + i, Verdict.REGRESSED, "slower"));

        String comment = GateFiles.comment(result(many, List.of()));

        assertThat(comment).hasSizeLessThan(65_536).contains("more are left out");
    }

    /// What tools that read JMH's results look for.
    @Test
    void jmhReadersFindAverageTimesInMilliseconds() {
        List<Fork> forks = new ArrayList<>();
        for (int pair = 0; pair < 3; pair++) {
            forks.add(new Fork("a@32", 1, pair, false, 9e6, 10e6 + pair * 1e6, 0, true, 0, 1));
            forks.add(new Fork("a@32", 1, pair, true, 19e6, 20e6, 0, true, 0, 1));
        }

        var json =
                new JsonMapper()
                        .readTree(GateFiles.of(result(List.of(), forks)).get("jmh-result.json"));

        assertThat(json.size()).isEqualTo(2);
        assertThat(json.at("/0/benchmark").stringValue()).isEqualTo("dev.convscope.Duel.a_32_base");
        assertThat(json.at("/0/mode").stringValue()).isEqualTo("avgt");
        assertThat(json.at("/0/primaryMetric/score").doubleValue()).isEqualTo(11);
        assertThat(json.at("/0/primaryMetric/scoreUnit").stringValue()).isEqualTo("ms/op");
        assertThat(json.at("/0/primaryMetric/rawData").size()).isEqualTo(3);
        assertThat(json.at("/1/primaryMetric/scoreError").doubleValue()).isZero();
    }
}

package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.GateResult.Check;

import java.io.StringWriter;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Checks as JUnit's report: one case a model and metric. What is slower or too large has failed,
/// what is missing is in error, what cannot be told is skipped.
final class JUnitXml {
    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String render(GateResult result) {
        var text = new StringWriter();
        try {
            new JUnitXml(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text))
                    .suite(result);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes all text", e);
        }
        return text + "\n";
    }

    /// What a case is besides passed.
    private enum Outcome {
        PASSED,
        SKIPPED,
        ERROR,
        FAILURE;

        static Outcome of(Check check) {
            return switch (check.verdict()) {
                case PASS, IMPROVED, NEW -> PASSED;
                case INCONCLUSIVE, UNRELIABLE -> SKIPPED;
                case MISSING, NOT_COMPARABLE -> ERROR;
                case OVER_BUDGET, REGRESSED -> FAILURE;
            };
        }
    }

    private void suite(GateResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "convscope gate");
        count("tests", result.checks().size());
        count("failures", counted(result, Outcome.FAILURE));
        count("errors", counted(result, Outcome.ERROR));
        count("skipped", counted(result, Outcome.SKIPPED));
        for (Check check : result.checks()) testCase(check);
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void count(String name, long count) throws XMLStreamException {
        xml.writeAttribute(name, Long.toString(count));
    }

    private static long counted(GateResult result, Outcome outcome) {
        return result.checks().stream().filter(check -> Outcome.of(check) == outcome).count();
    }

    private void testCase(Check check) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "gate." + check.model());
        xml.writeAttribute("name", check.metric());
        switch (Outcome.of(check)) {
            case PASSED -> {
                // A case without content has passed.
            }
            case SKIPPED -> outcome("skipped", check, "");
            case ERROR -> outcome("error", check, "Gate." + check.verdict());
            case FAILURE ->
                    outcome(
                            "failure",
                            check,
                            check.verdict() == GateResult.Verdict.REGRESSED
                                    ? "PerformanceRegression"
                                    : "OverBudget");
        }
        xml.writeEndElement();
    }

    private void outcome(String element, Check check, String type) throws XMLStreamException {
        xml.writeStartElement(element);
        if (!type.isEmpty()) xml.writeAttribute("type", type);
        xml.writeAttribute("message", GateComment.sentence(check));
        xml.writeEndElement();
    }
}

package dev.convscope.gate;

import dev.convscope.result.Environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What two machines must share for times on them to be compared.
public final class Comparability {
    private Comparability() {}

    /// The properties in which they differ, in words; empty if times compare.
    public static List<String> differences(Environment base, Environment head) {
        Map<String, String> before = fingerprint(base);
        Map<String, String> now = fingerprint(head);
        return before.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
                .map(
                        entry ->
                                entry.getKey()
                                        + ": "
                                        + entry.getValue()
                                        + ", now "
                                        + now.get(entry.getKey()))
                .toList();
    }

    /// What decides how fast code runs, as far as it can be read.
    public static Map<String, String> fingerprint(Environment environment) {
        Map<String, String> facts = new LinkedHashMap<>();
        var software = environment.software();
        facts.put("processor", environment.cpu().model());
        facts.put("processors", String.valueOf(environment.limits().usableProcessors()));
        facts.put("quota", environment.limits().quotaCores().map(String::valueOf).orElse("none"));
        facts.put("vector bits", software.vectorBits().map(String::valueOf).orElse("unknown"));
        facts.put("JDK", software.jdkVendor() + " " + software.jdk());
        facts.put("collector", software.collector().orElse("unknown"));
        return facts;
    }
}

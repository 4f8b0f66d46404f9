package dev.convscope.scaling;

import dev.convscope.zoo.Configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Has every candidate of a grid judged by an objective, one after the other.
public final class CandidateSearch {
    private final ScalingBase base;
    private final double phi;

    /// Searches around one network, every candidate scaled by φ.
    public CandidateSearch(ScalingBase base, double phi) {
        this.base = base;
        this.phi = phi;
    }

    /// The network of a candidate.
    public ScaledNetwork scaled(CompoundScaling candidate) {
        return base.scale(candidate.at(phi));
    }

    /// The network of a candidate as it can be typed.
    public String model(CompoundScaling candidate) {
        return model(base, scaled(candidate));
    }

    /// A scaled network as it can be typed, with every option of its base.
    public static String model(ScalingBase base, ScaledNetwork network) {
        Multipliers m = network.multipliers();
        Configuration own = base.configuration();
        var text = new StringBuilder(base.network().name());
        text.append(",width=").append(own.width() * m.width());
        text.append(",depth=").append(own.depth() * m.depth());
        int classes = own.classes().orElse(base.network().defaultClasses());
        if (classes != base.network().defaultClasses()) text.append(",classes=").append(classes);
        if (own.aux()) text.append(",aux");
        new TreeMap<>(own.options())
                .forEach((key, value) -> text.append(',').append(key).append('=').append(value));
        return text.append('@').append(network.pixels()).toString();
    }

    /// Judges the candidates in order and hands each trial to `progress`; those that the log knows
    /// are taken from it. A candidate whose objective fails is marked and the search goes on.
    ///
    /// @return the trial with the best accuracy; empty if all failed
    public Optional<Trial> run(
            List<CompoundScaling> candidates,
            Objective objective,
            TrialLog log,
            Consumer<Trial> progress)
            throws InterruptedException {
        Optional<Trial> best = Optional.empty();
        for (CompoundScaling candidate : candidates) {
            Trial trial = judge(candidate, objective, log);
            progress.accept(trial);
            if (better(trial, best)) best = Optional.of(trial);
        }
        return best;
    }

    private Trial judge(CompoundScaling candidate, Objective objective, TrialLog log)
            throws InterruptedException {
        String model = model(candidate);
        Optional<Trial> known = log.succeeded(model);
        if (known.isPresent()) return known.get();
        ScaledNetwork network = scaled(candidate);
        OptionalDouble accuracy = OptionalDouble.empty();
        String failure = "";
        try {
            accuracy = OptionalDouble.of(objective.accuracy(facts(candidate, model, network)));
        } catch (Objective.FailedException failed) {
            failure = failed.getMessage();
        }
        var trial =
                new Trial(candidate, model, network.params(), network.macs(), accuracy, failure);
        log.add(trial);
        return trial;
    }

    private static Map<String, String> facts(
            CompoundScaling candidate, String model, ScaledNetwork network) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("MODEL", model);
        facts.put("ALPHA", "" + candidate.alpha());
        facts.put("BETA", "" + candidate.beta());
        facts.put("GAMMA", "" + candidate.gamma());
        facts.put("PARAMS", "" + network.params());
        facts.put("MACS", "" + network.macs());
        return facts;
    }

    private static boolean better(Trial trial, Optional<Trial> best) {
        if (trial.failed()) return false;
        double accuracy = trial.accuracy().getAsDouble();
        return best.isEmpty() || accuracy > best.get().accuracy().getAsDouble();
    }
}

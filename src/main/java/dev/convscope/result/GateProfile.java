package dev.convscope.result;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// What a gate looks at: a file of settings that a person writes, under `profiles/`.
///
/// ```yaml
/// description: what a pull request must not make slower
/// engine: vector
/// threads: 1
/// batch: 1
/// tolerancePercent: 2.5
/// models:
///   - model: mobilenet-v2
///   - model: efficientnet-b0
///     maxMacs: 400000000
///     maxP50Millis: 20
///     minSpeedupOver: resnet-50
///     minSpeedup: 2
/// ```
///
/// @param description what it is for
/// @param engine that runs the models; `vector` if not given
/// @param threads of one inference; 1 if not given
/// @param batch images of one sample; 1 if not given
/// @param tolerancePercent the least slowdown that fails; 2.5 if not given
/// @param models what is looked at, each once
public record GateProfile(
        Optional<String> description,
        Optional<String> engine,
        Optional<Integer> threads,
        Optional<Integer> batch,
        OptionalDouble tolerancePercent,
        List<Entry> models) {
    private static final double TOLERANCE_PERCENT = 2.5;

    public GateProfile {
        if (models == null || models.isEmpty()) {
            throw new IllegalArgumentException("'models' is missing or empty");
        }
        models = List.copyOf(models);
        Set<String> names = new HashSet<>();
        for (Entry entry : models) {
            if (!names.add(entry.model())) {
                throw new IllegalArgumentException("'" + entry.model() + "' is listed twice");
            }
        }
        for (Entry entry : models) {
            if (!names.containsAll(entry.minSpeedupOver().stream().toList())) {
                throw new IllegalArgumentException(
                        "'minSpeedupOver' of '"
                                + entry.model()
                                + "' names '"
                                + entry.minSpeedupOver().get()
                                + "', which is not among the models");
            }
        }
        requirePositive("threads", threads.map(Integer::doubleValue));
        requirePositive("batch", batch.map(Integer::doubleValue));
        requirePositive("tolerancePercent", boxed(tolerancePercent));
    }

    /// One model and its budgets; each limit is absent unless given.
    ///
    /// @param model as typed on the command line
    /// @param tolerancePercent of this model alone
    /// @param maxP50Millis the longest median latency
    /// @param minSpeedupOver another model of the profile that must take longer
    /// @param minSpeedup at least so many times as long; 1 if not given
    public record Entry(
            String model,
            OptionalDouble tolerancePercent,
            OptionalLong maxMacs,
            OptionalLong maxParams,
            OptionalDouble maxP50Millis,
            Optional<String> minSpeedupOver,
            OptionalDouble minSpeedup) {
        public Entry {
            if (model == null || model.isBlank()) {
                throw new IllegalArgumentException("an entry of 'models' has no 'model'");
            }
            requirePositive("tolerancePercent", boxed(tolerancePercent));
            requirePositive("maxP50Millis", boxed(maxP50Millis));
            requirePositive("minSpeedup", boxed(minSpeedup));
            if (minSpeedup.isPresent() && minSpeedupOver.isEmpty()) {
                throw new IllegalArgumentException(
                        "'minSpeedup' of '" + model + "' needs 'minSpeedupOver'");
            }
        }
    }

    public String engineOrDefault() {
        return engine.orElse("vector");
    }

    public int threadsOrDefault() {
        return threads.orElse(1);
    }

    public int batchOrDefault() {
        return batch.orElse(1);
    }

    /// The least slowdown of a model that fails, as a share.
    public double tolerance(String model) {
        return models.stream()
                        .filter(entry -> entry.model().equals(model))
                        .flatMap(entry -> entry.tolerancePercent().stream().boxed())
                        .findFirst()
                        .orElse(tolerancePercent.orElse(TOLERANCE_PERCENT))
                / 100;
    }

    public List<String> modelNames() {
        return models.stream().map(Entry::model).toList();
    }

    /// Whether a budget needs times.
    public boolean limitsTimes() {
        return models.stream()
                .anyMatch(
                        entry ->
                                entry.maxP50Millis().isPresent()
                                        || entry.minSpeedupOver().isPresent());
    }

    /// Of what is measured, so that a baseline of other settings is noticed.
    public String digest() {
        List<String> settings = new ArrayList<>();
        settings.add(engineOrDefault());
        settings.add(Integer.toString(threadsOrDefault()));
        settings.add(Integer.toString(batchOrDefault()));
        settings.addAll(modelNames());
        return Digest.of(String.join("\n", settings).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static void requirePositive(String key, Optional<Double> value) {
        if (value.isPresent() && !(value.get() > 0)) {
            throw new IllegalArgumentException(
                    "'" + key + "' must be positive, was " + value.get());
        }
    }
}

package dev.convscope.engine;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;

import java.util.List;

/// Every engine by its name.
public final class Engines {
    private static final List<Engine> ALL =
            List.of(new VectorEngine(), new ReferenceEngine(), new OnnxRuntimeEngine());

    private Engines() {}

    /// The names, ours first.
    public static List<String> names() {
        return ALL.stream().map(Engine::name).toList();
    }

    /// @throws UserException if there is no engine of that name, with the nearest one
    public static Engine named(String name) {
        return ALL.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static UserException unknown(String name) {
        return UserException.about("there is no engine '" + name + "'")
                .expected("one of " + String.join(", ", names()))
                .remedy(NearestNames.question(name, names(), ""))
                .build();
    }
}

package dev.convscope.cli;

import dev.convscope.engine.Engines;

import java.util.ArrayList;

/// For completion.
final class EngineNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    EngineNames() {
        super(Engines.names());
    }
}

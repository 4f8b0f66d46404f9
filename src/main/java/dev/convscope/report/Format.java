package dev.convscope.report;

import dev.convscope.result.GateResult;
import dev.convscope.result.JsonWriter;
import dev.convscope.result.Result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The ways to write a result.
public enum Format {
    TABLE,
    JSON,
    CSV,
    MARKDOWN;

    /// Writes `result` in this format. Does not close `out`.
    public void write(Result result, Layout layout, OutputStream out) throws IOException {
        if (this == JSON) {
            JsonWriter.write(result, out);
        } else if (this == MARKDOWN && result instanceof GateResult gate) {
            out.write(GateFiles.comment(gate).getBytes(StandardCharsets.UTF_8));
        } else {
            out.write(text(result, layout));
        }
    }

    private byte[] text(Result result, Layout layout) {
        String text =
                switch (this) {
                    case TABLE -> TerminalTable.render(Grids.forPeople(result, layout), layout);
                    case CSV -> CsvTable.render(Grids.of(result, layout.level()));
                    case MARKDOWN -> MarkdownTable.render(Grids.forPeople(result, layout));
                    case JSON -> throw new IllegalStateException("JSON needs no grid");
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// As typed.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

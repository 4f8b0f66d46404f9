package dev.convscope.result;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Writes a result as JSON: components of records as keys, one row of a table a line.
///
/// It streams, because a data binder takes longer to load than `summary` may take altogether.
public final class JsonWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Map<Class<?>, RecordComponent[]> components = new HashMap<>();
    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    /// Writes `result`, its schema first, and a final line break. Does not close `out`.
    ///
    /// @throws IllegalArgumentException if a number of it is infinite or NaN
    public static void write(Result result, OutputStream out) throws IOException {
        try (var json = FACTORY.createGenerator(new RowsOnLines(), out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", result.schema());
            new JsonWriter(json).components(result);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// Writes `result` on one line, as files that grow hold it.
    public static void writeLine(Result result, OutputStream out) throws IOException {
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", result.schema());
            new JsonWriter(json).components(result);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private void components(Object record) {
        for (var component :
                components.computeIfAbsent(record.getClass(), Class::getRecordComponents)) {
            json.writeName(component.getName());
            value(valueOf(component, record));
        }
    }

    private static Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record, e);
        }
    }

    private void value(Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(finite(number));
            case OptionalDouble number when number.isPresent() ->
                    json.writeNumber(finite(number.getAsDouble()));
            case OptionalLong number when number.isPresent() ->
                    json.writeNumber(number.getAsLong());
            case Optional<?> optional when optional.isPresent() -> value(optional.get());
            case OptionalDouble _, OptionalLong _, Optional<?> _ -> json.writeNull();
            case Enum<?> constant -> json.writeString(constant.toString());
            case long[] numbers -> json.writeArray(numbers, 0, numbers.length);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Record record -> object(record);
            default ->
                    throw new IllegalArgumentException(
                            "a result cannot hold a " + value.getClass().getName());
        }
    }

    private void object(Record record) {
        json.writeStartObject();
        components(record);
        json.writeEndObject();
    }

    private void list(List<?> list) {
        json.writeStartArray();
        list.forEach(this::value);
        json.writeEndArray();
    }

    private void map(Map<?, ?> map) {
        json.writeStartObject();
        map.forEach(
                (key, value) -> {
                    json.writeName(key.toString());
                    value(value);
                });
        json.writeEndObject();
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a result holds finite numbers only, was " + number);
        }
        return number;
    }

    /// Breaks lines between the keys of the result and between the objects of its lists; what is
    /// deeper stays on one line.
    private static final class RowsOnLines extends ObjectWriteContext.Base
            implements PrettyPrinter {
        private int depth;

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return this;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public void writeRootValueSeparator(JsonGenerator json) throws JacksonException {
            json.writeRaw('\n');
        }

        @Override
        public void writeStartObject(JsonGenerator json) throws JacksonException {
            if (json.streamWriteContext().getParent().inArray() && depth == 2) lineBreak(json);
            json.writeRaw('{');
            depth++;
        }

        @Override
        public void beforeObjectEntries(JsonGenerator json) throws JacksonException {
            if (depth == 1) lineBreak(json);
        }

        @Override
        public void writeObjectNameValueSeparator(JsonGenerator json) throws JacksonException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws JacksonException {
            json.writeRaw(depth == 1 ? "," : ", ");
            if (depth == 1) lineBreak(json);
        }

        @Override
        public void writeEndObject(JsonGenerator json, int entries) throws JacksonException {
            depth--;
            if (depth == 0) lineBreak(json);
            json.writeRaw('}');
        }

        @Override
        public void writeStartArray(JsonGenerator json) throws JacksonException {
            json.writeRaw('[');
            depth++;
        }

        @Override
        public void beforeArrayValues(JsonGenerator json) {}

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws JacksonException {
            json.writeRaw(',');
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws JacksonException {
            depth--;
            json.writeRaw(']');
        }

        private void lineBreak(JsonGenerator json) {
            json.writeRaw('\n');
            json.writeRaw("  ".repeat(depth));
        }
    }
}

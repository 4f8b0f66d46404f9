package dev.convscope.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file: a JSON object from tensor names to type, shape and place.
///
/// Reads exactly what the format allows. A violation is an IllegalArgumentException that says what
/// is wrong; the caller adds the file.
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";

    private final JsonCursor json;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private SafetensorsHeader(String text) {
        this.json = new JsonCursor(text);
    }

    /// @param dataBytes bytes of the file after the header, all of which belong to one tensor each
    static Map<String, StoredTensor> parse(String text, long dataBytes) {
        var header = new SafetensorsHeader(text);
        header.json.object(header::entry);
        header.json.end();
        header.checkPlaces(dataBytes);
        return header.tensors;
    }

    private void entry(String name) {
        if (name.equals(METADATA)) {
            json.object(_ -> json.string());
        } else if (tensors.put(name, tensor(name)) != null) {
            throw new IllegalArgumentException("tensor '" + name + "' is there twice");
        }
    }

    private StoredTensor tensor(String name) {
        var fields = new Fields(name);
        json.object(fields::read);
        return fields.tensor();
    }

    /// Tensors lie one after the other without holes or overlap, up to the end of the file.
    private void checkPlaces(long dataBytes) {
        long expected = 0;
        var byPlace =
                tensors.values().stream()
                        .sorted(
                                Comparator.comparingLong(StoredTensor::begin)
                                        .thenComparingLong(StoredTensor::end))
                        .toList();
        for (StoredTensor tensor : byPlace) {
            if (tensor.begin() != expected) {
                throw new IllegalArgumentException(
                        "tensor '"
                                + tensor.name()
                                + "' begins at byte "
                                + tensor.begin()
                                + ", the one before ends at "
                                + expected);
            }
            expected = tensor.end();
        }
        if (expected != dataBytes) {
            throw new IllegalArgumentException(
                    "its tensors take " + expected + " bytes, the file has " + dataBytes);
        }
    }

    /// The fields of one tensor as they come.
    private final class Fields {
        private final String name;
        private ElementType type;
        private List<Long> dimensions;
        private List<Long> place;

        Fields(String name) {
            this.name = name;
        }

        void read(String field) {
            switch (field) {
                case "dtype" -> type = type(json.string());
                case "shape" -> dimensions = json.integers();
                case "data_offsets" -> place = json.integers();
                default ->
                        throw new IllegalArgumentException(
                                "tensor '" + name + "' has an unknown field '" + field + "'");
            }
        }

        private ElementType type(String text) {
            for (ElementType known : ElementType.values()) {
                if (known.name().equals(text)) return known;
            }
            throw new IllegalArgumentException(
                    "tensor '" + name + "' has an unknown type '" + text + "'");
        }

        StoredTensor tensor() {
            List<String> missing = new ArrayList<>();
            if (type == null) missing.add("dtype");
            if (dimensions == null) missing.add("shape");
            if (place == null || place.size() != 2) missing.add("data_offsets");
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(
                        "tensor '" + name + "' lacks " + String.join(", ", missing));
            }
            return new StoredTensor(name, type, dimensions, place.get(0), place.get(1));
        }
    }
}

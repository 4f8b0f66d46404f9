package dev.convscope.model;

import dev.convscope.base.NearestNames;
import dev.convscope.base.UserException;
import dev.convscope.zoo.Configuration;
import dev.convscope.zoo.Network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings a model's own keys, the command's options and the network's defaults together.
final class Resolution {
    private static final int MOST_PIXELS = 1_000_000;

    private final ModelText text;
    private final Network network;
    private final Map<String, String> commandWide;

    Resolution(ModelText text, Network network, Map<String, String> commandWide) {
        this.text = text;
        this.network = network;
        this.commandWide = commandWide;
    }

    /// The configuration to build: the model's own keys over those of the command.
    Configuration configuration() {
        refuseTwoSizes();
        Map<String, String> keys = new LinkedHashMap<>(commandWide);
        keys.putAll(text.keys());
        var configuration = Configuration.defaults();
        if (text.pixels().isPresent()) {
            configuration = configuration.withPixels(text.pixels().getAsInt());
        }
        for (var entry : keys.entrySet()) {
            refuseUnknown(entry.getKey());
            configuration = apply(configuration, entry.getKey(), entry.getValue());
        }
        return configuration;
    }

    private Configuration apply(Configuration configuration, String key, String value) {
        return switch (key) {
            case "width" -> configuration.withWidth(number(key, value));
            case "depth" -> configuration.withDepth(number(key, value));
            case "resolution" -> configuration.withPixels(pixels(number(key, value)));
            case "classes" -> configuration.withClasses(whole(key, value));
            case "aux" -> configuration.withAux(flag(key, value));
            default -> configuration.with(key, value);
        };
    }

    private int pixels(double resolution) {
        if (resolution * network.defaultPixels() > MOST_PIXELS) {
            throw wrong("resolution", resolution, "at most " + MOST_PIXELS + " pixels");
        }
        int pixels = network.pixelsAt(resolution);
        if (pixels < 1) throw wrong("resolution", resolution, "a multiplier that leaves a pixel");
        return pixels;
    }

    private double number(String key, String value) {
        try {
            double number = Double.parseDouble(value);
            // Doubles may be written as 1d or 0x1p3; people do not mean that.
            if (value.matches("[-+.0-9eE]+") && Double.isFinite(number) && number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below, with everything else that is no positive number
        }
        throw wrong(key, value, "a positive number");
    }

    private int whole(String key, String value) {
        if (value.matches("[0-9]{1,7}") && Integer.parseInt(value) > 0) {
            return Integer.parseInt(value);
        }
        throw wrong(key, value, "a whole number from 1 to 9999999");
    }

    private boolean flag(String key, String value) {
        if (value.equals("true") || value.equals("false")) return value.equals("true");
        throw wrong(key, value, "true or false, or the key alone");
    }

    private UserException wrong(String key, Object found, String expected) {
        return UserException.about("the value of '" + key + "' cannot be used")
                .where(where(key))
                .found("'" + found + "'")
                .expected(expected)
                .remedy("leave it out for the network's own")
                .build();
    }

    private void refuseTwoSizes() {
        boolean multiplied =
                text.keys().containsKey("resolution") || commandWide.containsKey("resolution");
        if (text.pixels().isEmpty() || !multiplied) return;
        throw UserException.about("the input size is given twice")
                .where("model '" + text.text() + "'")
                .found("both a resolution and '@" + text.pixels().getAsInt() + "'")
                .expected("one of them")
                .remedy("a resolution multiplies the network's own size; '@' replaces it")
                .build();
    }

    private void refuseUnknown(String key) {
        if (network.options().contains(key)) return;
        List<String> known = new ArrayList<>(network.options());
        throw UserException.about(network.name() + " has no option '" + key + "'")
                .where(where(key))
                .expected("one of " + String.join(", ", known))
                .remedy(NearestNames.question(key, known, "leave '" + key + "' out"))
                .build();
    }

    private String where(String key) {
        boolean own = text.keys().containsKey(key);
        return own ? "model '" + text.text() + "'" : "--" + key + ", model '" + text.text() + "'";
    }
}

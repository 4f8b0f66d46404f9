package dev.convscope.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What was asked of a network, with defaults filled in.
///
/// @param width multiplier of the network's own width; 1 changes nothing
/// @param depth multiplier of the network's own depth; 1 changes nothing
/// @param pixels side of the square input
/// @param classes outputs of the classifier
/// @param aux whether auxiliary classifiers are built and counted
/// @param own the family's own options, as typed
public record ModelOptions(
        double width, double depth, int pixels, int classes, boolean aux, Map<String, String> own) {
    public ModelOptions {
        own = Collections.unmodifiableMap(new TreeMap<>(own));
    }
}

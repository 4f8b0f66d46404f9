package dev.convscope.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Candidates of a search over scales.
///
/// @param model the network that is scaled
/// @param method `grid` for α, β, γ; `budget` for d, w, r under limits
/// @param candidates in order of the grid, or the most balanced first
/// @param best the best candidate's name; absent if nothing ranks them
public record SearchResult(
        String model, String method, List<Candidate> candidates, Optional<String> best)
        implements Result {
    public SearchResult {
        candidates = List.copyOf(candidates);
    }

    /// One candidate.
    ///
    /// @param candidate as it can be typed
    /// @param alpha absent in a search under limits, as beta, gamma and product
    /// @param product α · β² · γ²
    /// @param depth multiplier
    /// @param width multiplier
    /// @param resolution multiplier
    /// @param ratio cost over the base's
    /// @param memoryBytes of weights and live activations
    /// @param leastPhi φ that all three dimensions reach; absent in a grid search
    /// @param accuracy what the objective printed; absent without one, or if it failed
    /// @param reward accuracy · (MACs ÷ 400 M)^−0.07; absent without accuracy
    /// @param failure why there is no accuracy; empty if there is one or none was asked for
    public record Candidate(
            String candidate,
            OptionalDouble alpha,
            OptionalDouble beta,
            OptionalDouble gamma,
            OptionalDouble product,
            double depth,
            double width,
            double resolution,
            int pixels,
            long params,
            long macs,
            double ratio,
            long memoryBytes,
            OptionalDouble leastPhi,
            OptionalDouble accuracy,
            OptionalDouble reward,
            String failure) {}
}

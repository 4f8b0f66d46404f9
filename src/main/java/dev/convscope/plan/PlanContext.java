package dev.convscope.plan;

import dev.convscope.base.Machine;
import dev.convscope.weights.Weights;

/// What any instruction of one plan is resolved with.
///
/// @param constants gathers what the steps read
record PlanContext(
        Machine machine,
        Weights weights,
        Placement placement,
        Choices choices,
        Constants constants) {}

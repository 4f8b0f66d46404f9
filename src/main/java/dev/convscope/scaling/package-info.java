/// The scaling laboratory: any network larger or smaller in depth, width and resolution, and what
/// that costs.
///
/// Start with {@link dev.convscope.scaling.ScalingBase}, which scales one network and says why the
/// real cost differs from the law of the EfficientNet paper, and with {@link
/// dev.convscope.scaling.CompoundScaling}, the paper's Equation 3. {@link
/// dev.convscope.scaling.GridSearch} and {@link dev.convscope.scaling.BudgetSearch} enumerate.
package dev.convscope.scaling;

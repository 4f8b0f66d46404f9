package dev.convscope.plan;

import dev.convscope.kernels.KernelCall;

import java.util.List;

/// One resolved step of a plan.
///
/// @param kernel the kernel's name, as the profile shows it
/// @param layers names of the graph's layers it covers
/// @param macs multiply-accumulates of those layers, as designed
/// @param bytes bytes it must move at least: inputs, outputs and constants
/// @param call what to do
public record Step(String kernel, List<String> layers, long macs, long bytes, KernelCall call) {
    public Step {
        layers = List.copyOf(layers);
    }
}

/// Kernel contracts and their scalar twins: primitive arrays in, primitive arrays out, no graph.
package dev.convscope.kernels;

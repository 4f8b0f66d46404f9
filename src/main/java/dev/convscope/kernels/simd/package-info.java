/// The Vector API kernels. The only package that may use `jdk.incubator.vector`.
package dev.convscope.kernels.simd;

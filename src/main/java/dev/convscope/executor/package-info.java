/// Runs a plan: one flat loop that decides nothing, looks nothing up and allocates nothing.
package dev.convscope.executor;

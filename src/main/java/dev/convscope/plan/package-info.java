/// Turns a graph and its weights into a flat list of resolved steps. The only place that is clever.
package dev.convscope.plan;

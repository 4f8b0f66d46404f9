package dev.convscope.graph;

/// What a pooling window computes.
public enum PoolKind {
    MAX,
    AVERAGE
}

package dev.convscope.analysis;

/// How far the rows of a cost table are summed up.
public enum Level {
    /// One row per node
    LAYER,
    /// One row per block
    BLOCK,
    /// One row per stage of the architecture table
    STAGE
}

/// What was counted and measured, as records that are written and read back as JSON.
///
/// A record's components are its JSON keys, in order, with the unit in the name (`p50Nanos`,
/// `weightBytes`); numbers are never localised, and a number that does not exist is `null`, not a
/// `NaN`. Every file starts with its schema, `convscope/<command>/v1`. The keys are a contract:
/// add, never rename. This package knows no engine and no graph, so that last month's file can be
/// read without what made it.
///
/// Start with {@link dev.convscope.result.Result}; {@link dev.convscope.result.JsonWriter} streams
/// it, {@link dev.convscope.result.JsonReader} reads it back and accepts nothing else.
package dev.convscope.result;

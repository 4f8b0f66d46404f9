/// Results for people: terminal tables, CSV and Markdown, made from result records and nothing
/// else.
///
/// A result becomes a {@link dev.convscope.report.Grid}: columns and rows whose cells know their
/// exact value and the text a person reads. {@link dev.convscope.report.Grids} holds that step for
/// every kind of result, {@link dev.convscope.report.Format} the step from a grid to text. JSON is
/// written by the result package itself. Only {@link dev.convscope.report.Comparison} uses
/// tablesaw, which takes half a second to load; nothing else here touches it.
package dev.convscope.report;

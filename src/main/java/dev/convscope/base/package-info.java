/// The vocabulary that every other package shares: shapes, machine facts, units and the user's
/// errors.
///
/// Nothing here does input or output, and nothing here knows any other package.
package dev.convscope.base;

/// The command line: commands, all printing, progress and exit codes.
///
/// Nothing else in the product prints or ends the process. Results go to standard output,
/// everything else to standard error. Start with {@link dev.convscope.cli.Convscope}, which runs
/// one command line in a {@link dev.convscope.cli.Terminal} and returns its
/// {@link dev.convscope.cli.ExitCode}; {@link dev.convscope.cli.Subcommand} is the table of
/// commands. Options become values before anything runs, so that a mistake costs no waiting.
package dev.convscope.cli;

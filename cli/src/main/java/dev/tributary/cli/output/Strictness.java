package dev.tributary.cli.output;

import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** What a command that answers line by line makes of lines that it can't take. */
public final class Strictness {

  @Option(
      names = "--strict",
      description = "Exit 1 where any line is refused; otherwise such lines are told, and it is 0.")
  private boolean strict;

  private boolean refused;

  /** Tells of a line, which is answered all the same, that it can't be taken as it is. */
  public void refuse() {
    refused = true;
  }

  /** The exit code after all lines. */
  public int exitCode() {
    return strict && refused ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}

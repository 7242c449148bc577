package dev.tributary.cli.output;

import dev.tributary.core.config.ConfigException;
import dev.tributary.core.config.DataException;
import picocli.CommandLine;

/**
 * A failure that its reader can do something about.
 *
 * <p>Whatever a command throws ends here: one text on standard error that says problem, why and
 * remedy, and exit 1. The stack goes along only with {@code TRIBUTARY_TRACE=1}.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Problem(String problem, String why, String remedy) {
    super(problem + " " + why + " " + remedy);
  }

  public Problem(String message, Throwable cause) {
    super(message, cause);
  }

  /** Prints a failure and answers the exit code for it. */
  public static int print(Exception failure) {
    String message = failure.getMessage();
    System.err.println(
        "error: " + (message == null ? failure.getClass().getSimpleName() : message));
    boolean expected =
        failure instanceof Problem
            || failure instanceof ConfigException
            || failure instanceof DataException;
    if ("1".equals(System.getenv("TRIBUTARY_TRACE"))) {
      failure.printStackTrace();
    } else if (!expected) {
      System.err.println("Set TRIBUTARY_TRACE=1 and run it again to see where it happened.");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}

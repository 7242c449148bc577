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

  /** Nobody writes so long a message; what is longer repeats something that was sent. */
  private static final int MOST = 4_000;

  private static final int BEGINNING = 1_000;

  private static final String FULL_DISK =
      "The disk of the data directory is full: no space was left for what had to be written. What"
          + " was published before still stands. Make room and run the same command again.";

  public Problem(String problem, String why, String remedy) {
    super(problem + " " + why + " " + remedy);
  }

  public Problem(String message, Throwable cause) {
    super(message, cause);
  }

  /** Prints a failure and answers the exit code for it. */
  public static int print(Exception failure) {
    if (saidBy(failure, "Broken pipe")) {
      // Whoever read our output has had enough of it, as head has: nothing failed.
      return CommandLine.ExitCode.OK;
    }
    boolean full = saidBy(failure, "No space left on device");
    boolean expected =
        full
            || failure instanceof Problem
            || failure instanceof ConfigException
            || failure instanceof DataException;
    System.err.println("error: " + (full ? FULL_DISK : bounded(message(failure, expected))));
    if ("1".equals(System.getenv("TRIBUTARY_TRACE"))) {
      failure.printStackTrace();
    } else if (!expected) {
      System.err.println("Set TRIBUTARY_TRACE=1 and run it again to see where it happened.");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What nobody wrote for people can be a page long; its first line tells most. */
  private static String message(Exception failure, boolean expected) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return expected ? message : message.strip().lines().findFirst().orElseThrow();
  }

  /** The beginning of a message says the problem, its end the remedy. */
  public static String bounded(String message) {
    return message.length() <= MOST
        ? message
        : message.substring(0, BEGINNING) + " … " + message.substring(message.length() - BEGINNING);
  }

  private static boolean saidBy(Throwable failure, String words) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one.getMessage() != null && one.getMessage().contains(words)) {
        return true;
      }
    }
    return false;
  }
}

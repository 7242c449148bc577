package dev.tributary.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import sun.misc.Signal;

/** A process that a supervisor started ends when the supervisor does, however that one ends. */
public final class Supervised {

  /** Set by the supervisor in the environment of its children. */
  private static final String VARIABLE = "TRIBUTARY_SUPERVISED";

  private Supervised() {}

  /** Makes a process that is about to be started end with this one. */
  public static void mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, "1");
  }

  /** Starts watching, where there is a supervisor: its end closes our standard input. */
  public static void watch() {
    if (System.getenv(VARIABLE) == null) {
      return;
    }
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // A supervisor says nothing; only the end of its stream means something.
                }
              } catch (IOException e) {
                throw new UncheckedIOException("The supervisor's pipe broke", e);
              } finally {
                // The same way out as a signal from outside: the server closes what it holds.
                Signal.raise(new Signal("TERM"));
              }
            },
            "supervisor-watch");
    watcher.setDaemon(true);
    watcher.start();
  }
}

package dev.tributary.capture.log;

import java.util.function.Consumer;
import org.slf4j.Logger;

/** Tells many of something, whatever telling one of them does. */
public final class AllTold {

  private AllTold() {}

  /**
   * Tells each; of what that threw the last is logged when all are told.
   *
   * @param problem what has failed then, as a sentence without its end
   */
  public static <T> void tell(Iterable<T> all, Consumer<T> how, Logger log, String problem) {
    Throwable fault = null;
    for (T one : all) {
      try {
        how.accept(one);
      } catch (RuntimeException | Error e) {
        fault = e; // A log may be what there is no memory for: the others come first.
      }
    }
    if (fault != null) {
      log.error("{}: {}", problem, new Failure(fault));
    }
  }
}

package dev.tributary.capture.log;

/**
 * A failure as a log may have it: what kind it is and where it happened, with its causes, and never
 * its message, which may quote what a visitor sent.
 *
 * @param cause what was thrown
 */
public record Failure(Throwable cause) {

  private static final int MOST_FRAMES = 24;
  private static final int MOST_CAUSES = 8;

  /** Class names and stack frames. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Throwable one = cause;
    for (int i = 0; one != null && i < MOST_CAUSES; i++) {
      text.append(i == 0 ? "" : "\ncaused by ").append(one.getClass().getName());
      StackTraceElement[] frames = one.getStackTrace();
      for (int frame = 0; frame < Math.min(frames.length, MOST_FRAMES); frame++) {
        text.append("\n\tat ").append(frames[frame]);
      }
      one = one.getCause();
    }
    return text.toString();
  }
}

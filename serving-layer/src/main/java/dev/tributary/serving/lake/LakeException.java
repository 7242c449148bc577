package dev.tributary.serving.lake;

/** The lake can't answer; the message says the problem and the remedy. */
public final class LakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LakeException(String problem, String remedy, Throwable cause) {
    super(problem + " " + remedy, cause);
  }
}

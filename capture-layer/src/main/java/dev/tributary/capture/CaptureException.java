package dev.tributary.capture;

/** The capture layer can't start or go on; the message says problem, why and remedy. */
public final class CaptureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}

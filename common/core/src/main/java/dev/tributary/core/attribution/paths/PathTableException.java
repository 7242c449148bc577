package dev.tributary.core.attribution.paths;

/** A path table that can't be read or computed with; the message says problem, why and remedy. */
public final class PathTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PathTableException(String message) {
    super(message);
  }

  public PathTableException(String message, Throwable cause) {
    super(message, cause);
  }
}

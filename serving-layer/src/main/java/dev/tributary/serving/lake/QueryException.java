package dev.tributary.serving.lake;

/** A question that can't be answered; the message says problem, why and remedy. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.tributary.serving.http;

/** The server can't start; the message says problem, why and remedy. */
public final class ServingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServingException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.tributary.core.config;

/** A data directory that can't be used as it is; the message says problem, why and remedy. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}

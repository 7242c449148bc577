package dev.tributary.broker;

/** The embedded broker could not start; the message says problem, why and remedy. */
public final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.tributary.core.attribution.comparison;

/** A wish for models that can't be met; the message says problem, why and remedy. */
public final class ModelChoiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelChoiceException(String message) {
    super(message);
  }
}

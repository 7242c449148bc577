package dev.tributary.core.imports;

/** A table that can't be read at all; the message says problem, why and remedy. */
public final class TableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TableException(String message) {
    super(message);
  }
}

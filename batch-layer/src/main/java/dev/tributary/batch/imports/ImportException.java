package dev.tributary.batch.imports;

/** An import that can't begin or go on; the message says problem, why and remedy. */
public final class ImportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}

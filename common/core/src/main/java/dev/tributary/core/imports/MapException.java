package dev.tributary.core.imports;

/** A map of columns to events that can't be used; the message says problem, why and remedy. */
public final class MapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MapException(String file, String why, Throwable cause) {
    super(
        "The map "
            + file
            + " can't be used: "
            + why
            + ". Write a list of entries, each with event_type and the other fields of the contract"
            + " as expressions over the file's columns; a text stands in quotes within the quotes:"
            + " event_type: \"'click'\".",
        cause);
  }
}

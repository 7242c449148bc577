package dev.tributary.capture.link;

/** A link or a file of links that can't be used; the message says problem, why and remedy. */
public final class LinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Kind {
    /** What was asked for can't be done as it is. */
    REFUSED,
    /** Its id is another link's. */
    TAKEN,
    /** There is no such link. */
    UNKNOWN,
    /** A file can't be read or written. */
    FILE
  }

  private final Kind kind;

  public LinkException(String problem, String remedy) {
    this(Kind.REFUSED, problem, remedy);
  }

  LinkException(Kind kind, String problem, String remedy) {
    super(problem + " " + remedy);
    this.kind = kind;
  }

  LinkException(String problem, String remedy, Throwable cause) {
    super(problem + " " + remedy, cause);
    this.kind = Kind.FILE;
  }

  public Kind kind() {
    return kind;
  }
}

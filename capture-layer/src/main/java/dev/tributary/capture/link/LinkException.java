package dev.tributary.capture.link;

/** A link or a file of links that can't be used; the message says problem, why and remedy. */
public final class LinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LinkException(String problem, String remedy) {
    super(problem + " " + remedy);
  }

  LinkException(String problem, String remedy, Throwable cause) {
    super(problem + " " + remedy, cause);
  }
}

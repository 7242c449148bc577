package dev.tributary.serving.links;

/** A change of links that is not made; the message says problem, why and remedy. */
public final class LinkRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status of the HTTP answer
   */
  public LinkRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}

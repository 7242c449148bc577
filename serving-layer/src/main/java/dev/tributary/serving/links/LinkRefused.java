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

  /**
   * A refusal for a fault on our side.
   *
   * @param message names nothing of this machine
   * @param cause what the log says
   */
  public LinkRefused(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  public int status() {
    return status;
  }
}

package dev.tributary.serving.explain;

/** No conversion of that order is known; the message names the nearest one and what to do. */
public final class UnknownOrder extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownOrder(String message) {
    super(message);
  }
}

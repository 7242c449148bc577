package dev.tributary.benchmarks.capture;

/** Whether a connection carries more than one request. */
enum Reuse {
  KEEP_ALIVE("keep-alive"),
  NEW_CONNECTIONS("new connections");

  private final String words;

  Reuse(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}

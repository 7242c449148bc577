package dev.tributary.capture.ship;

/** How records are put together for Kafka. */
enum Pace {
  /** As many in a batch as come together. */
  BATCHED(64 << 10, Integer.MAX_VALUE),

  /**
   * Each in a batch of its own, for some hundred records. A producer whose batch is larger than the
   * topic allows splits it into the same batch again, for ever: only so does the one record that is
   * too large show itself.
   */
  ONE_BY_ONE(0, 500);

  private final int batchBytes;
  private final int mostRecords;

  Pace(int batchBytes, int mostRecords) {
    this.batchBytes = batchBytes;
    this.mostRecords = mostRecords;
  }

  int batchBytes() {
    return batchBytes;
  }

  /** Records after which it is over. */
  int mostRecords() {
    return mostRecords;
  }
}

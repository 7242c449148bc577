package dev.tributary.speed;

/**
 * How a lane stands.
 *
 * @param lane {@code raw}, {@code attribution} or {@code provisional}
 * @param processed messages of its topics that finished batches have read
 * @param available messages that its topics hold
 * @param running false once its query has ended
 */
public record LaneStatus(String lane, long processed, long available, boolean running) {

  /** Whether everything that was there at the moment of asking has been processed. */
  public boolean caughtUp() {
    return processed >= available;
  }
}

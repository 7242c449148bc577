package dev.tributary.capture.sender;

/**
 * So many a time, with as many saved up for a burst; what is taken comes back evenly. Not safe for
 * use by several threads.
 */
final class Allowance {

  private final double most;
  private final double perNano;
  private double left;
  private long at;

  /**
   * Full at first.
   *
   * @param most that can be saved up
   * @param perSecond that come back
   */
  Allowance(double most, double perSecond, long nowNanos) {
    this.most = most;
    this.perNano = perSecond / 1e9;
    this.left = most;
    this.at = nowNanos;
  }

  /** Takes so many; none when there are not enough. More than can be saved take all there is. */
  boolean take(double wanted, long nowNanos) {
    left = Math.min(most, left + (nowNanos - at) * perNano);
    at = nowNanos;
    if (left < Math.min(wanted, most)) {
      return false;
    }
    left -= wanted;
    return true;
  }
}

package dev.tributary.simulator;

/**
 * How often things go wrong, each a share from 0 to 1.
 *
 * @param late events delivered after everything else of the history
 * @param duplicates events delivered twice
 * @param bots visits by machines, as a share of the visitors
 * @param crossDevice persons who use a second device and log in on both
 * @param denied persons who refuse analytics
 */
public record Rates(
    double late, double duplicates, double bots, double crossDevice, double denied) {

  /** A usual week. */
  public static final Rates USUAL = new Rates(0.02, 0.02, 0.03, 0.15, 0.05);

  public Rates {
    for (double rate : new double[] {late, duplicates, bots, crossDevice, denied}) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(
            "A rate is " + rate + ", but a share lies between 0 and 1.");
      }
    }
  }
}

package dev.tributary.simulator;

import java.time.LocalDate;

/**
 * What to simulate. The same options give the same events, byte for byte.
 *
 * @param seed of all chance
 * @param visitors persons, at least 1
 * @param days of history, at least 1
 * @param lastDay the last of them, in UTC
 */
public record SimulationOptions(long seed, int visitors, int days, LocalDate lastDay, Rates rates) {

  public SimulationOptions {
    if (visitors < 1 || days < 1) {
      throw new IllegalArgumentException(
          "A simulation needs at least one visitor and one day; it was given "
              + visitors
              + " and "
              + days
              + ".");
    }
  }
}

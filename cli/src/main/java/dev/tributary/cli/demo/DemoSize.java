package dev.tributary.cli.demo;

import java.time.LocalDate;

/**
 * How much the demo simulates.
 *
 * @param seed of all chance
 * @param visitors persons of the history
 * @param lastDay last day of the history: yesterday, in UTC
 */
record DemoSize(long seed, int visitors, LocalDate lastDay) {

  static final int DAYS = 14;

  /** One launch visitor for so many of the history. */
  private static final int HISTORY_A_LAUNCH = 100;

  LocalDate firstDay() {
    return lastDay.minusDays(DAYS - 1L);
  }

  int launchVisitors() {
    return Math.max(20, visitors / HISTORY_A_LAUNCH);
  }
}

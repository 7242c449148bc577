package dev.tributary.speed.attribution;

import java.time.Instant;

/**
 * What has to be known of a journey before its events are read.
 *
 * @param events how many are kept, duplicates included
 * @param newest occurrence of the newest event; null before the first
 * @param converted whether it ever held a conversion
 * @param truncated whether the cap ever left events out
 */
public record JourneySummary(int events, Instant newest, boolean converted, boolean truncated) {

  static final JourneySummary EMPTY = new JourneySummary(0, null, false, false);
}

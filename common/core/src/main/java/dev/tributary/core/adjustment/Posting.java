package dev.tributary.core.adjustment;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.money.Money;
import java.time.Instant;

/**
 * What one adjustment does to its order.
 *
 * @param adjustment the event
 * @param amount what it gives back or changes to: as sent, or in its order's currency where it
 *     names none; null for a cancellation, and where its amount can't be told
 * @param at when it takes effect: its own time, never before its order's
 * @param beforeMinor what the order was worth before it, in minor units of the order's currency;
 *     zero where no order is known
 * @param afterMinor what the order is worth after it
 * @param sentence the outcome in words
 */
public record Posting(
    TimelineEvent adjustment,
    Money amount,
    Instant at,
    long beforeMinor,
    long afterMinor,
    Outcome outcome,
    String sentence) {

  /** What it adds to revenue, mostly less than zero. */
  public long changeMinor() {
    return afterMinor - beforeMinor;
  }
}

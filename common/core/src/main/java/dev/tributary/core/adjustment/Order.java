package dev.tributary.core.adjustment;

import java.time.Instant;

/**
 * An order as far as its adjustments depend on it.
 *
 * @param valueMinor what it was worth at first, in minor units of {@code currency}
 */
public record Order(Instant convertedAt, long valueMinor, String currency) {}

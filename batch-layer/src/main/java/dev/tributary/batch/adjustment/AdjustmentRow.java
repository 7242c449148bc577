package dev.tributary.batch.adjustment;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One row of the table adjustments. Public for Spark's generated code; read the table instead.
 *
 * @param valueMinor minor units of {@code currency}; both null for a cancellation, and where
 *     neither the event nor a known order says the currency, or that has no such amount
 * @param beforeMinor what the order was worth before it, in the order's currency
 */
public record AdjustmentRow(
    String key,
    String orderId,
    String conversionType,
    String kind,
    Instant occurredAt,
    LocalDate postedDay,
    Long valueMinor,
    String currency,
    long beforeMinor,
    long afterMinor,
    String outcome,
    String sentence,
    String publicationId) {}

package dev.tributary.speed.provisional;

import java.time.Instant;

/** What credits_provisional says of a row beyond the credit itself. */
public record Provenance(
    String conversionKey,
    String journeyKey,
    Instant conversionReceivedAt,
    String conversionCollectorId,
    long conversionSequence,
    String touchKey,
    long generation,
    long number,
    String ruleVersion) {}

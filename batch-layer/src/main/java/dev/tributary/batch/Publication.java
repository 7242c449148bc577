package dev.tributary.batch;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One publication as it is listed.
 *
 * @param boundary conversions before it were final from then on
 * @param ruleVersion what stands behind it: {@link dev.tributary.core.config.KeptRules}
 * @param currentDays on how many days it is what reports show now
 */
public record Publication(
    String publicationId,
    String runId,
    LocalDate fromDay,
    Instant boundary,
    long rawVersion,
    String ruleVersion,
    Instant publishedAt,
    long currentDays) {}

package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One conversion × model × touch, as the tables credits_final and credits_provisional show it; or
 * what an adjustment of the conversion adds to the touch's revenue, on a day of its own.
 *
 * @param personId published person, or for provisional credit the journey's key
 * @param convertedAt when the order happened; of an adjustment, when it took effect
 * @param conversionDay day of {@code convertedAt} in the reporting time zone: what the row counts
 *     for
 * @param position counts from 1
 * @param touches how many touches share the conversion
 * @param rateDay day whose exchange rate holds: the order's, for its adjustments too
 * @param adjustmentKey key of the adjustment that moved the revenue; null for the order's own rows
 * @param publicationId the publication that made it; null for provisional credit
 * @param revision orders provisional credit of one conversion; null for final credit
 */
public record CreditRow(
    String orderId,
    String personId,
    Instant convertedAt,
    String conversionType,
    LocalDate conversionDay,
    String model,
    int position,
    int touches,
    Instant touchAt,
    String touchKind,
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String clickId,
    long creditMicros,
    long revenueMinor,
    String currency,
    LocalDate rateDay,
    String adjustmentKey,
    String publicationId,
    Long revision) {}

package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One conversion × model × touch, as the tables credits_final and credits_provisional show it.
 *
 * @param personId published person, or for provisional credit the journey's key
 * @param conversionDay day of the conversion in the reporting time zone
 * @param position counts from 1
 * @param touches how many touches share the conversion
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
    String publicationId,
    Long revision) {}

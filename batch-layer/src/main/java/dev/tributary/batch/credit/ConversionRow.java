package dev.tributary.batch.credit;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One row of the table conversions. Public for Spark's generated code; read the table instead.
 *
 * @param valueMinor minor units of {@code currency}
 * @param visitorId null where the conversion named none
 * @param unattributed no touch was eligible, so Direct has the credit
 */
public record ConversionRow(
    String personId,
    String key,
    String orderId,
    String conversionType,
    Instant convertedAt,
    LocalDate conversionDay,
    long valueMinor,
    String currency,
    String visitorId,
    boolean unattributed,
    String publicationId) {}

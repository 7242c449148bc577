package dev.tributary.core.view;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One figure of the table attribution.
 *
 * @param campaign null where none was named; so is adGroup
 * @param conversionType of the orders: purchase, lead, ...; null in cells older than the column
 * @param rateDay day whose exchange rate holds for the revenue: {@code day}, or of adjustments the
 *     day of their orders
 * @param status {@link #FINAL}, {@link #PROVISIONAL} or {@link #ADJUSTED}
 * @param lowMicros least credit that may be left once all is known; for final cells the credit
 * @param highMicros most credit that may be there once all is known; for final cells the credit
 * @param asOf when it was computed
 * @param publicationId the publication that made it; null for provisional cells
 */
public record Cell(
    LocalDate day,
    String model,
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    long creditMicros,
    long revenueMinor,
    String currency,
    String conversionType,
    LocalDate rateDay,
    String status,
    long lowMicros,
    long highMicros,
    Instant asOf,
    String publicationId) {

  public static final String FINAL = "final";
  public static final String PROVISIONAL = "provisional";
  public static final String ADJUSTED = "adjusted";

  public boolean provisional() {
    return PROVISIONAL.equals(status);
  }
}

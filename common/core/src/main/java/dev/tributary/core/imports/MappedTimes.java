package dev.tributary.core.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of tables as the contract writes them: one without an offset is in the zone.
 *
 * @param zone the reporting time zone
 */
record MappedTimes(ZoneId zone) {

  private static final Pattern WITHOUT_OFFSET =
      Pattern.compile(
          "(?<day>\\d{4}-\\d{2}-\\d{2})(?:[T ](?<minute>\\d{2}:\\d{2})"
              + "(?<second>:\\d{2}(?:\\.\\d{1,9})?)?)?");

  /** The time as RFC 3339, or milliseconds as a number; what is no time stays for admission. */
  Object of(Object value) {
    if (!(value instanceof String text)) {
      return exact(value);
    }
    String trimmed = text.strip();
    if (trimmed.endsWith(" UTC")) {
      return trimmed.substring(0, trimmed.length() - 4) + "Z";
    }
    Matcher parts = WITHOUT_OFFSET.matcher(trimmed);
    if (!parts.matches()) {
      return trimmed;
    }
    String minute = parts.group("minute") == null ? "00:00" : parts.group("minute");
    String second = parts.group("second") == null ? "" : parts.group("second");
    try {
      return inZone(LocalDateTime.parse(parts.group("day") + "T" + minute + second));
    } catch (DateTimeException noSuchTime) {
      return trimmed;
    }
  }

  /** Text, truth, or BigDecimal without trailing zeros; times as RFC 3339. */
  Object exact(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof Number number) {
      return exact(new BigDecimal(number.toString()));
    }
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    if (value instanceof LocalDateTime local) {
      return inZone(local);
    }
    return value instanceof LocalDate day ? inZone(day.atStartOfDay()) : value.toString();
  }

  private String inZone(LocalDateTime local) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atZone(zone));
  }
}

package dev.tributary.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.config.Quoted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads senders' times and corrects them by our clock. All results are at microseconds. */
public final class EventTimes {

  /** A sender's clock may be off by this much before its times are corrected. */
  public static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(?<day>\\d{4}-\\d{2}-\\d{2})[Tt ](?<minute>\\d{2}:\\d{2}):(?<second>\\d{2})"
              + "(?<fraction>\\.\\d{1,12})?(?<offset>[Zz]|[+-]\\d{2}:\\d{2})");

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private EventTimes() {}

  /**
   * The time of an RFC 3339 text with an offset, or of a number of milliseconds since 1970; empty
   * for anything else and for years beyond 1 to 9999.
   */
  public static Optional<Instant> parse(JsonNode node) {
    try {
      Instant instant = node.isTextual() ? ofText(node.textValue().strip()) : ofMillis(node);
      return instant == null || instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** The day of a text such as 2026-11-08; empty for anything else, also beyond {@link #isDay}. */
  public static Optional<LocalDate> dayOf(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(EventTimes::isDay);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** Whether events can have happened on a day: it is of the years 1 to 9999. */
  public static boolean isDay(LocalDate day) {
    return day.getYear() >= 1 && day.getYear() <= 9999;
  }

  /** Why a value is no time to {@link #parse}, and what to write; to go on a sentence with. */
  public static String unreadable(JsonNode value) {
    return "'"
        + Quoted.shortened(value.isValueNode() ? value.asText() : value.toString())
        + "' is no time of the years 1 to 9999; write it with an offset, like 2026-11-08T12:00:00Z,"
        + " or as epoch milliseconds";
  }

  /**
   * The clocks of one event: corrected by the sender's skew where that exceeds a minute, never
   * after it was received and never before the year 1, which tables and other languages can't hold.
   *
   * @param sent or null
   */
  public static Times of(Instant occurred, Instant sent, Instant received) {
    Instant now = received.truncatedTo(ChronoUnit.MICROS);
    Instant corrected = bySkew(occurred, sent, now);
    Instant possible = corrected.isBefore(EARLIEST) ? EARLIEST : corrected;
    return new Times(possible.isAfter(now) ? now : possible, occurred, sent, now);
  }

  /**
   * What the sender's clock alone makes of a time: it may lie in the future or before the year 1.
   *
   * @param sent or null
   */
  static Instant bySkew(Instant occurred, Instant sent, Instant received) {
    Duration skew = sent == null ? Duration.ZERO : Duration.between(sent, received);
    return skew.abs().compareTo(TOLERATED_SKEW) > 0 ? occurred.plus(skew) : occurred;
  }

  private static Instant ofText(String text) {
    Matcher parts = RFC_3339.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    boolean leapSecond = parts.group("second").equals("60");
    LocalDateTime local =
        LocalDateTime.parse(
            parts.group("day")
                + "T"
                + parts.group("minute")
                + ":"
                + (leapSecond ? "59" : parts.group("second")));
    String fraction = parts.group("fraction");
    long micros =
        fraction == null ? 0 : Long.parseLong((fraction.substring(1) + "00000").substring(0, 6));
    return local
        .toInstant(ZoneOffset.of(parts.group("offset").toUpperCase(Locale.ROOT)))
        .plus(micros, ChronoUnit.MICROS)
        .plusSeconds(leapSecond ? 1 : 0);
  }

  private static Instant ofMillis(JsonNode node) {
    if (!node.isNumber()) {
      return null;
    }
    BigDecimal millis = node.decimalValue();
    if ((long) millis.precision() - millis.scale() > 15) {
      return null;
    }
    long micros = millis.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}

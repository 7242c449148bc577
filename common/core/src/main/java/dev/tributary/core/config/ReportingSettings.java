package dev.tributary.core.config;

import java.time.ZoneId;
import java.util.List;

/** Settings of what every report shares. */
public final class ReportingSettings {

  /** Days begin and end in this zone. */
  public static final Setting<ZoneId> TIME_ZONE =
      new Setting<>(
          "reporting.time_zone",
          ZoneId.of("UTC"),
          "none",
          "Zone in which a day begins and ends.",
          text -> zone(text),
          zone -> true,
          "a time zone such as UTC or Europe/Berlin");

  /** Amounts without a currency are in this one. */
  public static final Setting<String> CURRENCY =
      Setting.text(
          "reporting.currency",
          "EUR",
          "ISO 4217",
          "Currency of amounts that name none; an adjustment's is its order's.",
          code -> code.matches("[A-Z]{3}"),
          "three capital letters such as EUR");

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.trim());
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static final List<Setting<?>> ALL = List.of(TIME_ZONE, CURRENCY);

  private ReportingSettings() {}
}

package dev.tributary.core.config;

import dev.tributary.core.config.Setting.Flag;
import java.util.List;

/** Settings of sessions, lookback windows and paths. */
public final class JourneySettings {

  private static final long TEN_YEARS = 3_650;

  /** A pause longer than this ends a session. */
  public static final Setting<Long> SESSION_MINUTES =
      Setting.whole(
          "attribution.session_minutes",
          30,
          1,
          1_440,
          "minutes",
          "Inactivity that ends a session; exactly this long does not.");

  /** Whether midnight in the reporting time zone ends a session. */
  public static final Setting<Boolean> SESSION_ENDS_AT_MIDNIGHT =
      Setting.flag(
          "attribution.session_ends_at_midnight",
          Flag.OFF,
          "Midnight in the reporting time zone ends a session.");

  /** How long before a conversion a click may lie. */
  public static final Setting<Long> CLICK_DAYS = lookback("click", 30);

  /** How long before a conversion the first page view of a session may lie. */
  public static final Setting<Long> VISIT_DAYS = lookback("visit", 30);

  /** How long before a conversion an impression may lie, where view-through is on. */
  public static final Setting<Long> VIEW_DAYS = lookback("view", 1);

  /** Windows for some channels or conversion types only. */
  public static final Setting<List<LookbackOverride>> LOOKBACK_OVERRIDES =
      new Setting<>(
          "attribution.lookback_overrides",
          List.of(),
          "days",
          "Windows for a channel, conversion type or kind of touch; the last that matches wins.",
          LookbackOverride::list,
          overrides -> overrides.stream().allMatch(o -> o.days() <= TEN_YEARS),
          "a list such as channel:Email=7, type:lead=14, type:lead+channel:Email+kind:visit=3");

  /** Whether impressions are touches. */
  public static final Setting<Boolean> VIEW_THROUGH =
      Setting.flag("attribution.view_through", Flag.OFF, "Impressions are touches.");

  /** Whether a conversion uses up the touches before it. */
  public static final Setting<Boolean> RESTART_AFTER_CONVERSION =
      Setting.flag(
          "attribution.restart_after_conversion",
          Flag.OFF,
          "A conversion uses up the touches before it for later ones of its type.");

  /** Whether impressions count only where no click, nor visit with a source, says more. */
  public static final Setting<Boolean> CLICKS_BEFORE_VIEWS =
      Setting.flag(
          "attribution.path.clicks_before_views",
          Flag.OFF,
          "Impressions are left out where there is any click, or visit that is not Direct.");

  /** Whether consecutive touches of one channel count as one. */
  public static final Setting<Boolean> COLLAPSE_REPEATS =
      Setting.flag(
          "attribution.path.collapse_repeats",
          Flag.OFF,
          "Of consecutive touches of one channel only the first is kept.");

  /** Whether each channel counts once. */
  public static final Setting<Boolean> UNIQUE =
      Setting.flag(
          "attribution.path.unique", Flag.OFF, "Of each channel only the first touch is kept.");

  /** Whether Direct touches count beside others. */
  public static final Setting<Boolean> REMOVE_DIRECT_UNLESS_ALL =
      Setting.flag(
          "attribution.path.remove_direct_unless_all",
          Flag.OFF,
          "Direct touches are left out where there is any other.");

  /** How many touches count. */
  public static final Setting<Long> LAST_N =
      Setting.whole(
          "attribution.path.last_n",
          0,
          0,
          1_000_000,
          "touches",
          "Only the last touches of a path are kept; 0 keeps all.");

  private static Setting<Long> lookback(String kind, long days) {
    return Setting.whole(
        "attribution.lookback_days." + kind,
        days,
        0,
        TEN_YEARS,
        "days",
        "Lookback window of a " + kind + ", in days of 86,400 seconds, both ends included.");
  }

  static final List<Setting<?>> ALL =
      List.of(
          SESSION_MINUTES,
          SESSION_ENDS_AT_MIDNIGHT,
          CLICK_DAYS,
          VISIT_DAYS,
          VIEW_DAYS,
          LOOKBACK_OVERRIDES,
          VIEW_THROUGH,
          RESTART_AFTER_CONVERSION,
          CLICKS_BEFORE_VIEWS,
          COLLAPSE_REPEATS,
          UNIQUE,
          REMOVE_DIRECT_UNLESS_ALL,
          LAST_N);

  private JourneySettings() {}
}

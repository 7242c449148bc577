package dev.tributary.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A lookback window for some touches only; a null selector takes every touch.
 *
 * @param conversionType for example {@code lead}
 * @param channel for example {@code Email}; case is ignored
 * @param kind {@code click}, {@code visit} or {@code view}
 * @param days of 86,400 seconds
 */
public record LookbackOverride(String conversionType, String channel, String kind, long days) {

  /** Whether the window is meant for such a touch of such a conversion. */
  public boolean covers(String touchChannel, String touchKind, String typeOfConversion) {
    return (conversionType == null || conversionType.equals(typeOfConversion))
        && (channel == null || channel.equalsIgnoreCase(touchChannel))
        && (kind == null || kind.equals(touchKind));
  }

  /**
   * Reads {@code selector[+selector]=days, ...} with {@code type:}, {@code channel:}, {@code
   * kind:}.
   */
  static List<LookbackOverride> list(String text) {
    List<LookbackOverride> overrides = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      if (!item.isBlank()) {
        overrides.add(one(item));
      }
    }
    return List.copyOf(overrides);
  }

  private static LookbackOverride one(String item) {
    int equals = item.lastIndexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("'" + item + "' has no '=days'");
    }
    String conversionType = null;
    String channel = null;
    String kind = null;
    for (String selector : item.substring(0, equals).split("\\+", -1)) {
      int colon = selector.indexOf(':');
      String value = selector.substring(colon + 1).trim();
      switch (selector.substring(0, Math.max(colon, 0)).trim().toLowerCase(Locale.ROOT)) {
        case "type" -> conversionType = value;
        case "channel" -> channel = value;
        case "kind" -> kind = kindOf(value);
        default -> throw new IllegalArgumentException("'" + selector + "' selects nothing");
      }
    }
    long days = Long.parseLong(item.substring(equals + 1).trim());
    if (days < 0) {
      throw new IllegalArgumentException("a window can't be negative");
    }
    return new LookbackOverride(conversionType, channel, kind, days);
  }

  private static String kindOf(String value) {
    String kind = value.toLowerCase(Locale.ROOT);
    if (!List.of("click", "visit", "view").contains(kind)) {
      throw new IllegalArgumentException("'" + value + "' is no kind of touch");
    }
    return kind;
  }
}

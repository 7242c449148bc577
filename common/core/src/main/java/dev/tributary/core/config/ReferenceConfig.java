package dev.tributary.core.config;

import java.util.List;
import java.util.Map;

/** Writes the reference config: every key with its meaning, unit, check and fallback, as YAML. */
public final class ReferenceConfig {

  private ReferenceConfig() {}

  /** The whole file. */
  public static String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        "# Every setting of Tributary at its default. Printed from the code, and compared\n");
    out.append(
        "# with it by a test. A config file needs only the keys that differ, dotted as here\n");
    out.append("# or nested.\n");
    for (Setting<?> setting : Settings.all()) {
      out.append("\n# ").append(setting.meaning()).append('\n');
      out.append("# Unit: ").append(setting.unit());
      out.append("; takes ").append(setting.expected()).append(".\n");
      out.append(setting.key()).append(": ").append(value(setting.fallback())).append('\n');
    }
    return out.toString();
  }

  private static String value(Object fallback) {
    return fallback instanceof Number || fallback instanceof Boolean
        ? fallback.toString()
        : quoted(text(fallback));
  }

  /** A fallback as the config file would say it. */
  static String text(Object fallback) {
    if (fallback instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    if (fallback instanceof Map<?, ?> map) {
      return String.join(
          ",",
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .sorted()
              .toList());
    }
    return String.valueOf(fallback);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

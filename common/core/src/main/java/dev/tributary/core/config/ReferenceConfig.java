package dev.tributary.core.config;

import java.util.List;

/** Writes the reference config: every key with its meaning, unit, check and fallback, as YAML. */
public final class ReferenceConfig {

  private ReferenceConfig() {}

  /** The whole file. */
  public static String text() {
    StringBuilder out = new StringBuilder();
    out.append("# Every setting of Tributary at its default. Printed from the code, and compared\n");
    out.append("# with it by a test: change the code, then this file. A config file needs only the\n");
    out.append("# keys that differ, nested as here or dotted (consent.unknown_analytics: granted).\n");
    String section = "";
    for (Setting<?> setting : Settings.all()) {
      int dot = setting.key().indexOf('.');
      if (!setting.key().substring(0, dot).equals(section)) {
        section = setting.key().substring(0, dot);
        out.append('\n').append(section).append(":\n");
      }
      append(out, setting, setting.key().substring(dot + 1));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Setting<?> setting, String name) {
    out.append("  # ").append(setting.meaning()).append('\n');
    out.append("  # Unit: ").append(setting.unit());
    out.append("; takes ").append(setting.expected()).append(".\n");
    out.append("  ").append(name).append(": ").append(value(setting.fallback())).append('\n');
  }

  private static String value(Object fallback) {
    if (fallback instanceof List<?> list) {
      return quoted(String.join(",", list.stream().map(String::valueOf).toList()));
    }
    return fallback instanceof Number || fallback instanceof Boolean
        ? fallback.toString()
        : quoted(String.valueOf(fallback));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

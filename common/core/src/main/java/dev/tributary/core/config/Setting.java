package dev.tributary.core.config;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One key of the config file.
 *
 * @param key dotted name, for example {@code attribution.half_life_days}
 * @param fallback the value where the file says nothing
 * @param unit of the value, in words ({@code days}, {@code bytes}, {@code none})
 * @param meaning one sentence for the reference config
 * @param parse from the text in the file; throws IllegalArgumentException with a reason
 * @param check whether a parsed value can be used
 * @param expected what a usable value looks like, for the error
 */
public record Setting<T>(
    String key,
    T fallback,
    String unit,
    String meaning,
    Function<String, T> parse,
    Predicate<T> check,
    String expected) {

  /** A whole number within bounds, both included. */
  public static Setting<Long> whole(
      String key, long fallback, long least, long most, String unit, String meaning) {
    return new Setting<>(
        key,
        fallback,
        unit,
        meaning,
        text -> Long.valueOf(text.trim()),
        value -> value >= least && value <= most,
        "a whole number from " + least + " to " + most);
  }

  /** A real number within bounds, both included. */
  public static Setting<Double> real(
      String key, double fallback, double least, double most, String unit, String meaning) {
    return new Setting<>(
        key,
        fallback,
        unit,
        meaning,
        text -> Double.valueOf(text.trim()),
        value -> value >= least && value <= most,
        "a number from " + least + " to " + most);
  }

  /** True or false. */
  public static Setting<Boolean> flag(String key, Flag fallback, String meaning) {
    return new Setting<>(
        key, fallback == Flag.ON, "none", meaning, Setting::truth, value -> true, "true or false");
  }

  /** Text that {@code check} takes. */
  public static Setting<String> text(
      String key,
      String fallback,
      String unit,
      String meaning,
      Predicate<String> check,
      String expected) {
    return new Setting<>(key, fallback, unit, meaning, String::trim, check, expected);
  }

  /** Fallbacks of flags, so that no call reads {@code flag(key, true, ...)}. */
  public enum Flag {
    ON,
    OFF
  }

  private static boolean truth(String text) {
    return switch (text.trim()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  /**
   * The value that {@code text} stands for.
   *
   * @throws ConfigException when it can't be read or does not pass the check
   */
  T read(String text) {
    T value;
    try {
      value = parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The setting " + key + " is '" + text + "', which is not " + expected + ".", e);
    }
    if (!check.test(value)) {
      throw new ConfigException(
          "The setting " + key + " is '" + text + "', which is not " + expected + ".", null);
    }
    return value;
  }
}

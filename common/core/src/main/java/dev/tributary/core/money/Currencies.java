package dev.tributary.core.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ISO 4217 currencies that money can be in. */
public final class Currencies {

  /** Newer than the tables of Java 17; all have two decimals. */
  private static final Map<String, Integer> NEWER = Map.of("SLE", 2, "VED", 2, "XCG", 2, "ZWG", 2);

  /** No currency has more. */
  public static final int MOST_DECIMALS = 4;

  /** One of those whose amounts can be largest. */
  static final String WITHOUT_DECIMALS = "JPY";

  private Currencies() {}

  /** The upper-case code, or empty where it names no money (gold and test codes are none). */
  public static Optional<String> code(String text) {
    // Letters of other alphabets can become Latin capitals: a dotless i does.
    if (!text.chars().allMatch(Currencies::isLatin)) {
      return Optional.empty();
    }
    String code = text.toUpperCase(Locale.ROOT);
    return decimals(code) < 0 ? Optional.empty() : Optional.of(code);
  }

  private static boolean isLatin(int sign) {
    return sign >= 'A' && sign <= 'Z' || sign >= 'a' && sign <= 'z';
  }

  /** How many decimals the smallest unit has; -1 where the code names no money. */
  static int decimals(String code) {
    if (NEWER.containsKey(code)) {
      return NEWER.get(code);
    }
    try {
      return Currency.getInstance(code).getDefaultFractionDigits();
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }
}

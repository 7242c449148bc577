package dev.tributary.testkit;

import dev.tributary.core.event.EventRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Attribution in the plainest words, for one visitor whose touches are clicks: the definitions
 * page, line by line, with nothing of the platform's own kernel. Slow and obvious on purpose.
 */
public final class NaiveOracle {

  private static final MathContext DIGITS = new MathContext(45, RoundingMode.DOWN);
  private static final MathContext FINE = new MathContext(60);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal[] ROOTS = roots();

  /** Ages recur, and a power of so many digits takes its time. */
  private static final Map<Duration, BigDecimal> HALVED = new ConcurrentHashMap<>();

  private NaiveOracle() {}

  /** Keys of the touches that an order may thank, oldest first. */
  public static List<String> eligible(List<EventRow> events, EventRow order) {
    List<EventRow> touches = new ArrayList<>();
    for (EventRow event : events) {
      Duration age = Duration.between(event.occurredAt(), order.occurredAt());
      boolean inWindow = !age.isNegative() && age.compareTo(Duration.ofDays(30)) <= 0;
      if (event.eventType().equals("click") && inWindow) {
        touches.add(event);
      }
    }
    touches.sort(
        Comparator.comparing(EventRow::occurredAt)
            .thenComparing(EventRow::receivedAt)
            .thenComparing(EventRow::collectorId)
            .thenComparing(EventRow::sequence)
            .thenComparing(EventRow::key));
    return touches.stream().map(EventRow::key).toList();
  }

  /**
   * What each of n touches weighs under each model: exactly, or for time decay to some thirty
   * digits.
   *
   * @param ages of each touch at the conversion, oldest touch first
   * @param direct whether each touch is Direct
   */
  public static Map<String, BigDecimal[]> weights(Duration[] ages, boolean[] direct) {
    int n = ages.length;
    int lastNonDirect = n - 1;
    for (int i = 0; i < n; i++) {
      lastNonDirect = direct[i] ? lastNonDirect : i;
    }
    Map<String, BigDecimal[]> weights = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      put(weights, "first_touch", n, i, i == 0 ? ONE : ZERO);
      put(weights, "last_touch", n, i, i == n - 1 ? ONE : ZERO);
      put(weights, "last_non_direct", n, i, i == lastNonDirect ? ONE : ZERO);
      put(weights, "linear", n, i, ONE);
      put(weights, "position_based", n, i, position(i, n));
      put(weights, "time_decay", n, i, HALVED.computeIfAbsent(ages[i], NaiveOracle::halved));
    }
    return weights;
  }

  /**
   * Whole parts of a whole amount in proportion to the weights: each rounded down, then one more to
   * the largest remainders, the earlier touch first.
   */
  public static long[] parts(BigDecimal[] weights, long total) {
    BigDecimal sum = Arrays.stream(weights).reduce(ZERO, BigDecimal::add);
    BigDecimal[] remainders = new BigDecimal[weights.length];
    long[] parts = new long[weights.length];
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      BigDecimal[] part = weights[i].multiply(BigDecimal.valueOf(total)).divideAndRemainder(sum);
      parts[i] = part[0].longValueExact();
      remainders[i] = part[1];
      given += parts[i];
    }
    for (; given < total; given++) {
      int largest = 0;
      for (int i = 1; i < weights.length; i++) {
        largest = remainders[i].compareTo(remainders[largest]) > 0 ? i : largest;
      }
      parts[largest]++;
      remainders[largest] = remainders[largest].subtract(sum);
    }
    return parts;
  }

  /** 0.4, 0.2 shared by the n - 2 between, 0.4; all times n - 2. */
  private static BigDecimal position(int i, int n) {
    if (n <= 2) {
      return ONE;
    }
    return i == 0 || i == n - 1
        ? new BigDecimal("0.4").multiply(BigDecimal.valueOf(n - 2))
        : new BigDecimal("0.2");
  }

  /**
   * One half to the power of age over seven days: a root of one half for every binary digit of the
   * exponent.
   */
  private static BigDecimal halved(Duration age) {
    BigDecimal power = ONE;
    BigDecimal exponent =
        BigDecimal.valueOf(age.toMillis())
            .divide(BigDecimal.valueOf(Duration.ofDays(7).toMillis()), DIGITS);
    for (; exponent.compareTo(ONE) >= 0; exponent = exponent.subtract(ONE)) {
      power = power.multiply(HALF, DIGITS);
    }
    for (int digit = 0; digit < 100; digit++) {
      exponent = exponent.add(exponent);
      if (exponent.compareTo(ONE) >= 0) {
        exponent = exponent.subtract(ONE);
        power = power.multiply(ROOTS[digit], DIGITS);
      }
    }
    return power;
  }

  private static BigDecimal[] roots() {
    BigDecimal[] roots = new BigDecimal[100];
    BigDecimal root = HALF;
    for (int digit = 0; digit < roots.length; digit++) {
      root = root.sqrt(FINE);
      roots[digit] = root;
    }
    return roots;
  }

  private static void put(
      Map<String, BigDecimal[]> into, String model, int n, int i, BigDecimal weight) {
    into.computeIfAbsent(model, name -> new BigDecimal[n])[i] = weight;
  }
}

package dev.tributary.core.ledger;

import dev.tributary.core.view.CreditRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How final credit differs from what was provisional: per conversion × model × channel, and for
 * each what drove it; drivers sum to the difference exactly.
 *
 * @param lines in order of day, order, model, channel; only where there was any credit or revenue
 */
public record Reconciliation(List<Line> lines) {

  /**
   * One conversion × model × channel.
   *
   * @param drivers what explains the difference, summing to it exactly
   */
  public record Line(
      LocalDate conversionDay,
      String conversionType,
      String orderId,
      String model,
      String channel,
      String currency,
      Amount provisional,
      Amount settled,
      List<Posting> drivers) {

    public Line {
      drivers = List.copyOf(drivers);
      Amount explained = drivers.stream().map(Posting::amount).reduce(Amount.ZERO, Amount::plus);
      if (!explained.equals(settled.minus(provisional))) {
        throw new IllegalArgumentException(
            "The drivers of order "
                + orderId
                + " under "
                + model
                + " in "
                + channel
                + " explain "
                + explained
                + ", not the difference "
                + settled.minus(provisional)
                + ". Post the rest as unexplained.");
      }
    }

    /** Final less provisional. */
    public Amount difference() {
      return settled.minus(provisional);
    }
  }

  /** Part of a difference and what drove it. */
  public record Posting(Driver driver, Amount amount) {}

  /** Sets provisional rows against final ones; the whole difference is yet unexplained. */
  public static Reconciliation between(
      Collection<CreditRow> provisional, Collection<CreditRow> settled) {
    Map<Key, Amount> before = sums(provisional);
    Map<Key, Amount> after = sums(settled);
    Map<Key, Amount> all = new TreeMap<>(before);
    all.putAll(after);
    List<Line> lines = new ArrayList<>(all.size());
    for (Key key : all.keySet()) {
      lines.add(
          key.line(before.getOrDefault(key, Amount.ZERO), after.getOrDefault(key, Amount.ZERO)));
    }
    return new Reconciliation(List.copyOf(lines));
  }

  private static Map<Key, Amount> sums(Collection<CreditRow> rows) {
    Map<Key, Amount> sums = new TreeMap<>();
    for (CreditRow row : rows) {
      sums.merge(Key.of(row), new Amount(row.creditMicros(), row.revenueMinor()), Amount::plus);
    }
    return sums;
  }

  private record Key(
      LocalDate day,
      String conversionType,
      String orderId,
      String model,
      String channel,
      String currency)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::day)
            .thenComparing(Key::orderId)
            .thenComparing(Key::conversionType)
            .thenComparing(Key::model)
            .thenComparing(Key::channel)
            .thenComparing(Key::currency);

    static Key of(CreditRow row) {
      return new Key(
          row.conversionDay(),
          row.conversionType(),
          row.orderId(),
          row.model(),
          row.channel(),
          row.currency());
    }

    Line line(Amount provisional, Amount settled) {
      Amount difference = settled.minus(provisional);
      List<Posting> drivers =
          difference.equals(Amount.ZERO)
              ? List.of()
              : List.of(new Posting(Driver.UNEXPLAINED, difference));
      return new Line(
          day, conversionType, orderId, model, channel, currency, provisional, settled, drivers);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}

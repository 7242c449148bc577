package dev.tributary.core.view;

import dev.tributary.core.journey.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums credit rows into cells. */
public final class Cells {

  /** The order in which cells are given. */
  public static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::day)
          .thenComparing(Cell::model)
          .thenComparing(Cell::channel)
          .thenComparing(Cell::source)
          .thenComparing(Cell::medium)
          .thenComparing(Cell::campaign, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::adGroup, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::currency)
          .thenComparing(Cell::conversionType, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Cell::rateDay)
          .thenComparing(Cell::status);

  private static final long WHOLE = 1_000_000;

  private Cells() {}

  /** The cells of published credit. */
  public static List<Cell> published(
      Collection<CreditRow> rows, Instant asOf, String publicationId) {
    Map<Key, Sum> sums = new HashMap<>();
    for (CreditRow row : rows) {
      sums.computeIfAbsent(Key.of(row), key -> new Sum()).add(row, 0);
    }
    List<Cell> cells = new ArrayList<>(sums.size());
    sums.forEach(
        (key, sum) ->
            cells.add(key.cell(sum, Cell.FINAL, sum.micros, sum.micros, asOf, publicationId)));
    cells.sort(ORDER);
    return cells;
  }

  /**
   * The cells of provisional credit with the range that they may still move in. An order is pending
   * while it is younger than the lateness allowance, or while a user id seen on its journey may
   * still merge it with another; all its credit may leave a cell, and all of it may come to one.
   *
   * @param current the revisions that count, one a conversion
   * @param adjustments rows without credit, only revenue: {@link ProvisionalCredits#adjustmentRows}
   * @param latenessAllowance how late a touch may arrive and still be expected
   */
  public static List<Cell> provisional(
      Collection<CreditRevision> current,
      Collection<CreditRow> adjustments,
      ZoneId reportingZone,
      Duration latenessAllowance,
      Instant asOf) {
    Credits credits = new Credits(reportingZone);
    Map<Key, Sum> sums = new HashMap<>();
    Map<Scope, Long> pendingOrders = new HashMap<>();
    for (CreditRevision revision : current) {
      long pending = pending(revision, latenessAllowance, asOf) ? 1 : 0;
      if (pending == 1) {
        TimelineEvent conversion = revision.credit().conversion();
        Scope scope =
            new Scope(
                credits.dayOf(conversion), conversion.currency(), conversion.conversionType());
        pendingOrders.merge(scope, 1L, Long::sum);
      }
      for (CreditRow row : credits.provisional(revision)) {
        sums.computeIfAbsent(Key.of(row), key -> new Sum()).add(row, pending);
      }
    }
    for (CreditRow row : adjustments) {
      sums.computeIfAbsent(Key.of(row), key -> new Sum()).add(row, 0);
    }
    List<Cell> cells = new ArrayList<>(sums.size());
    sums.forEach(
        (key, sum) -> {
          long orders =
              pendingOrders.getOrDefault(
                  new Scope(key.day(), key.currency(), key.conversionType()), 0L);
          long low = sum.micros - sum.pendingMicros;
          cells.add(key.cell(sum, Cell.PROVISIONAL, low, low + orders * WHOLE, asOf, null));
        });
    cells.sort(ORDER);
    return cells;
  }

  private static boolean pending(
      CreditRevision revision, Duration latenessAllowance, Instant asOf) {
    return revision.credit().mergeable()
        || revision.credit().conversion().occurredAt().isAfter(asOf.minus(latenessAllowance));
  }

  /** What one order may move within: credit never changes its day, currency or type. */
  private record Scope(LocalDate day, String currency, String conversionType) {}

  private static final class Sum {
    private long micros;
    private long pendingMicros;
    private long revenueMinor;

    void add(CreditRow row, long pending) {
      micros = Math.addExact(micros, row.creditMicros());
      pendingMicros = Math.addExact(pendingMicros, pending * row.creditMicros());
      revenueMinor = Math.addExact(revenueMinor, row.revenueMinor());
    }
  }

  private record Key(
      LocalDate day,
      String model,
      String channel,
      String source,
      String medium,
      String campaign,
      String adGroup,
      String currency,
      String conversionType,
      LocalDate rateDay) {

    static Key of(CreditRow row) {
      return new Key(
          row.conversionDay(),
          row.model(),
          row.channel(),
          row.source(),
          row.medium(),
          row.campaign(),
          row.adGroup(),
          row.currency(),
          row.conversionType(),
          row.rateDay());
    }

    Cell cell(Sum sum, String status, long low, long high, Instant asOf, String publicationId) {
      return new Cell(
          day,
          model,
          channel,
          source,
          medium,
          campaign,
          adGroup,
          sum.micros,
          sum.revenueMinor,
          currency,
          conversionType,
          rateDay,
          status,
          low,
          high,
          asOf,
          publicationId);
    }
  }
}

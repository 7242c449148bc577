package dev.tributary.serving.figures;

import dev.tributary.core.money.Conversion;
import dev.tributary.core.money.DatedAmounts;
import dev.tributary.core.money.Quotation;
import dev.tributary.core.money.Rates;
import dev.tributary.core.money.ReturnOnSpend;
import dev.tributary.core.money.Spend;
import dev.tributary.core.view.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spend beside what it earned, in one currency: a cost counts for the cells of its day, source and
 * campaign. Final and provisional days stay apart.
 *
 * @param lines most spend first
 * @param totals one a status: all revenue over all spend
 * @param quotations rates that amounts were converted by
 */
public record SpendReport(List<Line> lines, List<Line> totals, List<Quotation> quotations) {

  /** What spend and credit both know. */
  public static final List<Dimension> DIMENSIONS =
      List.of(Dimension.DAY, Dimension.SOURCE, Dimension.CAMPAIGN);

  /**
   * One line.
   *
   * @param values one a dimension, in their order; null where none was named
   * @param status of its days: final or provisional
   */
  public record Line(List<String> values, String status, ReturnOnSpend sums) {}

  /**
   * Sums both sides.
   *
   * @param cells of one model and of the days asked for
   * @param spend of these days
   * @param firstProvisional cost of earlier days stands beside final credit
   * @param by of {@link #DIMENSIONS}
   * @throws dev.tributary.core.money.MissingRateException when a day has no rate
   */
  public static SpendReport of(
      Collection<Cell> cells,
      Collection<Spend> spend,
      LocalDate firstProvisional,
      Rates rates,
      String currency,
      List<Dimension> by) {
    Conversion conversion = new Conversion(currency, rates);
    List<Line> lines = lines(cells, spend, firstProvisional, conversion, by);
    List<Line> totals = lines(cells, spend, firstProvisional, conversion, List.of());
    return new SpendReport(lines, totals, conversion.quotations());
  }

  private static final class Sides {
    private final DatedAmounts revenue = new DatedAmounts();
    private final DatedAmounts spend = new DatedAmounts();
    private long micros;

    ReturnOnSpend in(Conversion conversion) {
      return new ReturnOnSpend(
          conversion.sum(revenue), conversion.sum(spend), micros, conversion.currency());
    }
  }

  private static List<Line> lines(
      Collection<Cell> cells,
      Collection<Spend> spend,
      LocalDate firstProvisional,
      Conversion conversion,
      List<Dimension> by) {
    Map<List<String>, Sides> lines = new LinkedHashMap<>();
    for (Cell cell : cells) {
      Sides line = lines.computeIfAbsent(key(cell, by), any -> new Sides());
      line.revenue.add(cell.revenueMinor(), cell.currency(), cell.rateDay());
      line.micros = Math.addExact(line.micros, cell.creditMicros());
    }
    for (Spend one : spend) {
      Cell place = place(one, one.day().isBefore(firstProvisional));
      lines
          .computeIfAbsent(key(place, by), any -> new Sides())
          .spend
          .add(one.cost().minor(), one.cost().currency(), one.day());
    }
    return lines.entrySet().stream()
        .map(
            entry ->
                new Line(
                    entry.getKey().subList(0, by.size()),
                    entry.getKey().get(by.size()),
                    entry.getValue().in(conversion)))
        .sorted(
            Comparator.<Line>comparingLong(line -> line.sums().spend().minor())
                .thenComparingLong(line -> line.sums().revenue().minor())
                .reversed())
        .toList();
  }

  private static List<String> key(Cell cell, List<Dimension> by) {
    List<String> key = new ArrayList<>();
    by.forEach(dimension -> key.add(dimension.of(cell)));
    key.add(cell.status());
    return key;
  }

  /** Where a cost belongs, as a cell without credit. */
  private static Cell place(Spend spend, boolean settled) {
    return new Cell(
        spend.day(),
        null,
        null,
        spend.source(),
        null,
        spend.campaign(),
        null,
        0,
        0,
        spend.cost().currency(),
        null,
        spend.day(),
        settled ? Cell.FINAL : Cell.PROVISIONAL,
        0,
        0,
        null,
        null);
  }
}

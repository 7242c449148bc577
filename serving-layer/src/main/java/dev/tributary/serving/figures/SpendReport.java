package dev.tributary.serving.figures;

import dev.tributary.core.money.Quotation;
import dev.tributary.core.money.Rates;
import dev.tributary.core.money.ReturnOnSpend;
import dev.tributary.core.money.Spend;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.ConvertedCells;
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
 * @param quotations rates that revenue was converted by
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
    ConvertedCells converted = ConvertedCells.in(currency, cells, rates);
    List<Cell> both = new ArrayList<>(converted.cells());
    List<ReturnOnSpend> sums = new ArrayList<>();
    both.forEach(
        cell -> sums.add(new ReturnOnSpend(cell.revenueMinor(), 0, cell.creditMicros(), currency)));
    for (Spend one : spend) {
      Quotation quotation = rates.on(one.day(), one.cost().currency(), currency);
      both.add(place(one, one.day().isBefore(firstProvisional), currency));
      sums.add(new ReturnOnSpend(0, quotation.convert(one.cost().minor()), 0, currency));
    }
    return new SpendReport(
        lines(both, sums, by), lines(both, sums, List.of()), converted.quotations());
  }

  /** Where a cost belongs, as a cell without credit. */
  private static Cell place(Spend spend, boolean settled, String currency) {
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
        currency,
        null,
        spend.day(),
        settled ? Cell.FINAL : Cell.PROVISIONAL,
        0,
        0,
        null,
        null);
  }

  private static List<Line> lines(List<Cell> places, List<ReturnOnSpend> sums, List<Dimension> by) {
    Map<List<String>, ReturnOnSpend> totals = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      List<String> key = new ArrayList<>();
      for (Dimension dimension : by) {
        key.add(dimension.of(places.get(i)));
      }
      key.add(places.get(i).status());
      totals.merge(key, sums.get(i), ReturnOnSpend::plus);
    }
    return totals.entrySet().stream()
        .map(
            entry ->
                new Line(
                    entry.getKey().subList(0, by.size()),
                    entry.getKey().get(by.size()),
                    entry.getValue()))
        .sorted(
            Comparator.<Line>comparingLong(line -> line.sums().spendMinor())
                .thenComparingLong(line -> line.sums().revenueMinor())
                .reversed())
        .toList();
  }
}

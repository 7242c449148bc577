package dev.tributary.core.view;

import dev.tributary.core.money.Quotation;
import dev.tributary.core.money.Rates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells with their revenue in one currency, at the rate of the orders' day. Each cell is rounded
 * once, to the minor unit, halves to the even one; so figures add up exactly, however they are
 * broken down.
 *
 * @param quotations the rates that were used, by day and currency
 */
public record ConvertedCells(List<Cell> cells, List<Quotation> quotations) {

  private record Asked(LocalDate day, String currency) {}

  /**
   * Converts.
   *
   * @throws dev.tributary.core.money.MissingRateException when a day has no rate
   */
  public static ConvertedCells in(String currency, Collection<Cell> cells, Rates rates) {
    Map<Asked, Quotation> used = new HashMap<>();
    List<Cell> converted = new ArrayList<>(cells.size());
    for (Cell cell : cells) {
      Quotation quotation =
          used.computeIfAbsent(
              new Asked(cell.rateDay(), cell.currency()),
              asked -> rates.on(asked.day(), asked.currency(), currency));
      converted.add(cell.withRevenue(quotation.convert(cell.revenueMinor()), currency));
    }
    Map<String, Quotation> shown = new TreeMap<>();
    used.values().stream()
        .filter(quotation -> !quotation.from().equals(currency))
        .forEach(quotation -> shown.put(quotation.day() + quotation.from(), quotation));
    return new ConvertedCells(converted, List.copyOf(shown.values()));
  }
}

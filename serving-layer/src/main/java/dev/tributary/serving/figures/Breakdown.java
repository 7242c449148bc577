package dev.tributary.serving.figures;

import dev.tributary.core.money.Conversion;
import dev.tributary.core.money.DatedAmounts;
import dev.tributary.core.money.Rates;
import dev.tributary.core.view.Cell;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums cells along some dimensions; statuses and currencies are never added to each other. */
public final class Breakdown {

  private static final Rates NO_RATES = Rates.of(List.of());

  private Breakdown() {}

  /**
   * One line of an answer.
   *
   * @param values one a dimension, in their order; null where none was named
   * @param lowMicros least credit that may be left once all is known
   * @param highMicros most credit that may be there once all is known
   * @param asOf when the newest of its cells was computed
   * @param publicationId the publication behind it; null where it is provisional or several are
   */
  public record Line(
      List<String> values,
      String status,
      String currency,
      long creditMicros,
      long revenueMinor,
      long lowMicros,
      long highMicros,
      Instant asOf,
      String publicationId) {}

  /** The lines, most credit first. */
  public static List<Line> of(Collection<Cell> cells, List<Dimension> by) {
    return of(cells, by, Optional.empty());
  }

  /**
   * The lines, most credit first, with revenue in one currency where a conversion is given.
   *
   * @throws dev.tributary.core.money.MissingRateException when a day has no rate
   */
  public static List<Line> of(
      Collection<Cell> cells, List<Dimension> by, Optional<Conversion> conversion) {
    Map<List<String>, Sum> sums = new LinkedHashMap<>();
    for (Cell cell : cells) {
      List<String> key = new ArrayList<>();
      by.forEach(dimension -> key.add(dimension.of(cell)));
      key.add(cell.status());
      key.add(conversion.map(Conversion::currency).orElse(cell.currency()));
      sums.computeIfAbsent(key, any -> new Sum()).add(cell);
    }
    List<Line> lines = new ArrayList<>(sums.size());
    sums.forEach((key, sum) -> lines.add(sum.line(key, conversion)));
    lines.sort(Comparator.comparingLong(Line::creditMicros).reversed());
    return lines;
  }

  private record Scope(LocalDate day, String currency, String conversionType) {}

  private static final class Sum {
    private long credit;
    private final DatedAmounts revenueByRate = new DatedAmounts();
    private long low;
    private long couldArrive;
    private Instant asOf = Instant.MIN;
    private final Set<Scope> scopes = new HashSet<>();
    private final Set<String> publications = new HashSet<>();

    void add(Cell cell) {
      credit = Math.addExact(credit, cell.creditMicros());
      revenueByRate.add(cell.revenueMinor(), cell.currency(), cell.rateDay());
      low = Math.addExact(low, cell.lowMicros());
      // Cells of one day, currency and type have the same pending orders; each arrives only once.
      if (scopes.add(new Scope(cell.day(), cell.currency(), cell.conversionType()))) {
        couldArrive = Math.addExact(couldArrive, cell.highMicros() - cell.lowMicros());
      }
      asOf = cell.asOf() != null && cell.asOf().isAfter(asOf) ? cell.asOf() : asOf;
      publications.add(cell.publicationId());
    }

    Line line(List<String> key, Optional<Conversion> conversion) {
      int last = key.size() - 1;
      // Without a conversion all is in the line's currency, which needs no rate.
      long revenue =
          conversion.orElse(new Conversion(key.get(last), NO_RATES)).sum(revenueByRate).minor();
      return new Line(
          key.subList(0, last - 1),
          key.get(last - 1),
          key.get(last),
          credit,
          revenue,
          low,
          low + couldArrive,
          asOf.equals(Instant.MIN) ? null : asOf,
          publications.size() == 1 ? publications.iterator().next() : null);
    }
  }
}

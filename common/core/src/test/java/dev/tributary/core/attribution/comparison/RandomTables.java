package dev.tributary.core.attribution.comparison;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Path tables of a few channels for properties. */
public final class RandomTables {

  private RandomTables() {}

  /** One row before it is in a table. */
  public record Row(List<String> path, int conversions, int nulls) {}

  /** Up to twelve rows over up to five channels; some never convert, some nobody took. */
  public static Arbitrary<List<Row>> rows() {
    Arbitrary<List<String>> path =
        Arbitraries.of("A", "B", "C", "D", "Direct").list().ofMinSize(1).ofMaxSize(7);
    return Combinators.combine(
            path, Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 9))
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  /** The table of those rows; each conversion is worth 2.5. */
  public static PathTable table(List<Row> rows) {
    PathTableBuilder builder = new PathTableBuilder();
    for (Row row : rows) {
      row.path().forEach(builder::touch);
      builder.end(row.conversions(), row.conversions() * 2.5, row.nulls());
    }
    return builder.build();
  }

  /** The same with counts and values of which no sum is exact. */
  static PathTable decimals(List<Row> rows) {
    PathTableBuilder builder = new PathTableBuilder();
    for (Row row : rows) {
      row.path().forEach(builder::touch);
      builder.end(row.conversions() * 0.1, row.conversions() * 3.7 + 0.01, row.nulls() * 0.7);
    }
    return builder.build();
  }

  /** The rows with every one told in two halves. */
  static List<Row> split(List<Row> rows) {
    List<Row> halves = new ArrayList<>();
    for (Row row : rows) {
      int conversions = row.conversions() / 2;
      int nulls = row.nulls() / 3;
      halves.add(new Row(row.path(), conversions, nulls));
      halves.add(new Row(row.path(), row.conversions() - conversions, row.nulls() - nulls));
    }
    return halves;
  }
}

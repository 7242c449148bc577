package dev.tributary.serving.figures;

import dev.tributary.core.config.Config;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.NewestNote;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the table attribution says as of one version.
 *
 * @param note which publication counts for which day
 * @param settled final and adjusted cells
 * @param provisional the speed layer's cells, for when there is no live feed
 */
record PublishedFigures(PublicationNote note, List<Cell> settled, List<Cell> provisional) {

  static final PublishedFigures NONE =
      new PublishedFigures(PublicationNote.NONE, List.of(), List.of());

  private static final String CELLS =
      "SELECT day, model, channel, source, medium, campaign, ad_group, credit_micros,"
          + " revenue_minor, currency, conversion_type, coalesce(rate_day, day), status, low_micros, high_micros, as_of, publication_id"
          + " FROM attribution";

  static PublishedFigures read(Path lake, Config config) {
    List<Cell> settled = new ArrayList<>();
    List<Cell> provisional = new ArrayList<>();
    while (true) {
      PublicationNote before = NewestNote.of(lake);
      settled.clear();
      provisional.clear();
      try (LakeQuery query = LakeQuery.openFor(CELLS, lake, config);
          QueryResult rows = query.ask(CELLS)) {
        for (Optional<Object[]> row = rows.next(); row.isPresent(); row = rows.next()) {
          Cell cell = cell(row.get());
          (cell.provisional() ? provisional : settled).add(cell);
        }
      }
      // A publication between the two readings: read again, so that both say the same.
      if (NewestNote.of(lake).equals(before)) {
        return new PublishedFigures(before, List.copyOf(settled), List.copyOf(provisional));
      }
    }
  }

  private static Cell cell(Object[] row) {
    return new Cell(
        (LocalDate) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (String) row[4],
        (String) row[5],
        (String) row[6],
        (Long) row[7],
        (Long) row[8],
        (String) row[9],
        (String) row[10],
        (LocalDate) row[11],
        (String) row[12],
        (Long) row[13],
        (Long) row[14],
        (Instant) row[15],
        (String) row[16]);
  }
}

package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;

import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.identity.Resolution;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes a run's rows under its publication id. Readers see rows of a publication only once the
 * note on the table attribution names it, so nothing here is visible yet.
 */
final class Staging {

  private static final List<Table> WRITTEN =
      List.of(
          Table.TOUCHPOINTS,
          Table.CONVERSIONS,
          Table.IDENTITIES,
          Table.IDENTITY_CUTS,
          Table.CREDITS_FINAL,
          Table.ADJUSTMENTS,
          Table.PUBLICATIONS);

  private final Lake lake;

  Staging(Lake lake) {
    this.lake = lake;
  }

  /** Writes all rows and answers them as they read back. */
  Rows write(Rows rows, Resolution persons, String publicationId) {
    // Each waits for its commit most of the time, so they are written side by side.
    sideBySide(
        // One file a day: reports read by day, and few large files read faster than many.
        () -> lake.append(Table.CREDITS_FINAL, rows.credits().repartition(col("conversion_day"))),
        () -> lake.append(Table.TOUCHPOINTS, rows.touchpoints()),
        () -> lake.append(Table.CONVERSIONS, rows.conversions()),
        () ->
            rows.adjustments()
                .ifPresent(posted -> lake.append(Table.ADJUSTMENTS, posted.coalesce(1))),
        () -> lake.append(Table.IDENTITIES, identityRows(persons.identities(), publicationId)),
        () -> appendCuts(persons.cuts(), publicationId));
    return new Rows(
        of(Table.TOUCHPOINTS, publicationId),
        of(Table.CONVERSIONS, publicationId),
        of(Table.CREDITS_FINAL, publicationId),
        rows.adjustments().map(posted -> of(Table.ADJUSTMENTS, publicationId)));
  }

  /** Returns when all are done, however each ended, so that nothing is written after a failure. */
  private static void sideBySide(Runnable... writes) {
    CompletableFuture.allOf(
            Stream.of(writes).map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new))
        .join();
  }

  /** Removes what a dead run left behind. */
  void remove(String publicationId) {
    for (Table table : WRITTEN) {
      if (lake.exists(table) && !of(table, publicationId).isEmpty()) {
        DeltaTable.forPath(lake.spark(), lake.location(table))
            .delete(col("publication_id").equalTo(publicationId));
      }
    }
  }

  private Dataset<Row> of(Table table, String publicationId) {
    return lake.read(table).where(col("publication_id").equalTo(publicationId));
  }

  /** Most nights have none, and then nothing is committed. */
  private void appendCuts(List<Cut> cuts, String publicationId) {
    if (cuts.isEmpty()) {
      return;
    }
    List<IdentityCutRow> rows =
        cuts.stream().map(cut -> IdentityCutRow.of(cut, publicationId)).toList();
    lake.append(
        Table.IDENTITY_CUTS, Records.table(lake.spark(), rows, IdentityCutRow.class).coalesce(1));
  }

  private Dataset<Row> identityRows(Collection<Identity> identities, String publicationId) {
    List<IdentityRow> rows =
        identities.stream()
            .map(
                identity ->
                    new IdentityRow(
                        identity.identifier().kind(),
                        identity.identifier().value(),
                        identity.personId(),
                        identity.validFrom(),
                        null,
                        publicationId))
            .toList();
    return Records.table(lake.spark(), rows, IdentityRow.class).coalesce(1);
  }
}

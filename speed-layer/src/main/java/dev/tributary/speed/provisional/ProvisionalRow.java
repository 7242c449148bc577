package dev.tributary.speed.provisional;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.Credits;
import dev.tributary.lake.Records;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row of credits_provisional. */
public record ProvisionalRow(CreditRow credit, Provenance provenance) {

  /** The rows of a revision. */
  static List<ProvisionalRow> of(CreditRevision revision, Credits credits) {
    return credits.provisional(revision).stream()
        .map(row -> new ProvisionalRow(row, provenance(revision, row)))
        .toList();
  }

  /** The table's rows of these records. */
  static Dataset<Row> table(Dataset<ProvisionalRow> rows) {
    return rows.select("credit.*", "provenance.*")
        .toDF(
            Stream.of(CreditRow.class, Provenance.class)
                .flatMap(type -> Arrays.stream(Records.columnNames(type)))
                .toArray(String[]::new))
        .drop("publication_id");
  }

  private static Provenance provenance(CreditRevision revision, CreditRow row) {
    TimelineEvent conversion = revision.credit().conversion();
    return new Provenance(
        revision.conversionKey(),
        revision.journeyKey(),
        conversion.receivedAt(),
        conversion.collectorId(),
        conversion.sequence(),
        revision.credit().touches().get(row.position() - 1).key(),
        revision.generation(),
        revision.number(),
        revision.ruleVersion());
  }
}

package dev.tributary.batch.layout;

import dev.tributary.core.identity.Crowd;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Resolution;
import dev.tributary.lake.Records;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Who is who among all linked identifiers, wherever that lies. */
public sealed interface Persons permits KeptPersons, Persons.Resolved {

  /** Rows of the table identities. */
  Dataset<Row> identityRows(String publicationId);

  /** What was cut so that it would not merge strangers, and who are likely several. */
  Oddities oddities();

  /**
   * @param cuts in the order of identifiers
   * @param crowds the greatest first
   */
  record Oddities(List<Cut> cuts, List<Crowd> crowds) {}

  /** Resolved for this run alone. */
  record Resolved(SparkSession spark, Resolution resolution) implements Persons {

    @Override
    public Dataset<Row> identityRows(String publicationId) {
      List<IdentityRow> rows =
          resolution.identities().stream()
              .filter(IdentityRow::isTold)
              .map(identity -> IdentityRow.of(identity, publicationId))
              .toList();
      return Records.table(spark, rows, IdentityRow.class);
    }

    @Override
    public Oddities oddities() {
      return new Oddities(resolution.cuts(), resolution.crowds());
    }
  }
}

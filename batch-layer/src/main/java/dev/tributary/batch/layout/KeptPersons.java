package dev.tributary.batch.layout;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import dev.tributary.core.identity.Crowd;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.Identity;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Who is who as it is kept.
 *
 * @param components current rows of the table identity_components
 */
record KeptPersons(Dataset<Row> components) implements Persons {

  /** The column of names of identifiers: their kind, a colon and their value. */
  static final String NAME = "identifier";

  private static final Seq<String> NAMES = names(NAME);
  private static final Seq<String> COMPONENT = names("component_id");

  /** Components that have any of these identifiers. */
  Dataset<Row> rowsNaming(Dataset<Row> identifiers) {
    Dataset<Row> concerned =
        components
            .select(col("component_id"), explode(col("identities")).as("one"))
            .select(col("component_id"), name().as(NAME))
            .join(identifiers, NAMES, "left_semi")
            .select("component_id")
            .distinct();
    return components.join(broadcast(concerned), COMPONENT, "left_semi");
  }

  /** Everybody. */
  People people() {
    return people(components);
  }

  private static People people(Dataset<Row> components) {
    return people(components, cuts(components));
  }

  private static People people(Dataset<Row> components, List<Cut> cuts) {
    return People.ofRows(
        components
            .select(explode(col("identities")).as("one"))
            .select(name(), col("one.personId"))
            .collectAsList(),
        cuts);
  }

  private static List<Cut> cuts(Dataset<Row> components) {
    return components
        .where(size(col("cuts")).gt(0))
        .select(explode(col("cuts")).as("one"))
        .select("one.*")
        .as(RecordEncoder.of(Cut.class))
        .collectAsList();
  }

  /** Everybody in the components that have any of these identifiers. */
  Neighbourhood around(Dataset<Row> identifiers) {
    Dataset<Row> concerned = rowsNaming(identifiers).persist();
    try {
      List<Cut> cuts = cuts(concerned);
      return Neighbourhood.of(people(concerned, cuts), meetings(concerned), cuts);
    } finally {
      concerned.unpersist();
    }
  }

  /** Users, which come first in a pairing, and visitors of one event, taken apart or not. */
  private static List<Row> meetings(Dataset<Row> components) {
    return components
        .select(explode(col("pairings")).as("one"))
        .where(col("one.one.kind").equalTo(Identifier.USER))
        .where(col("one.other.kind").equalTo(Identifier.VISITOR))
        .select(name("one.one"), name("one.other"))
        .collectAsList();
  }

  @Override
  public Dataset<Row> identityRows(String publicationId) {
    FilterFunction<Identity> told = IdentityRow::isTold;
    MapFunction<Identity, IdentityRow> row = identity -> IdentityRow.of(identity, publicationId);
    return Records.table(
        components
            .select(explode(col("identities")).as("one"))
            .select("one.*")
            .as(RecordEncoder.of(Identity.class))
            .filter(told)
            .map(row, RecordEncoder.of(IdentityRow.class)),
        IdentityRow.class);
  }

  @Override
  public Oddities oddities() {
    List<Cut> cuts = new ArrayList<>();
    List<Crowd> crowds = new ArrayList<>();
    Records.typed(
            components.where(size(col("cuts")).gt(0).or(size(col("crowds")).gt(0))),
            ComponentRow.class)
        .collectAsList()
        .forEach(
            row -> {
              cuts.addAll(row.cuts());
              crowds.addAll(row.crowds());
            });
    cuts.sort(Cut.IN_ORDER);
    crowds.sort(Crowd.GREATEST_FIRST);
    return new Oddities(cuts, crowds);
  }

  private static Column name() {
    return name("one.identifier");
  }

  private static Column name(String identifier) {
    return concat(col(identifier + ".kind"), lit(":"), col(identifier + ".value"));
  }

  private static Seq<String> names(String column) {
    return CollectionConverters.asScala(List.of(column)).toSeq();
  }
}

package dev.tributary.batch.fit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.tributary.core.identity.Identifier;
import dev.tributary.core.identity.PersonId;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Who is who as the newest of some publications knows it. Rows name their person as their own
 * publication knew it, and a later one may have found that two of them are one, or that one of them
 * is several.
 */
final class PersonsNow {

  /** The person of a visitor who is linked to nobody. */
  private static final UserDefinedFunction ALONE =
      udf(
          (UDF1<String, String>)
              visitor -> visitor == null ? null : PersonId.of(Identifier.visitor(visitor)),
          DataTypes.StringType);

  private final Dataset<Row> identities;
  private final Dataset<Row> now;

  /**
   * Reads lazily.
   *
   * @param publications the newest first
   */
  PersonsNow(Lake lake, List<String> publications) {
    List<String> newest = publications.stream().limit(1).toList();
    this.identities =
        lake.read(Table.IDENTITIES).where(col("publication_id").isInCollection(publications));
    this.now =
        identities
            .where(col("publication_id").isInCollection(newest))
            .select(col("kind"), col("identifier"), col("person_id").as("newest"));
  }

  /**
   * The same rows, each with {@code person_now}: its visitor's, who is alone where nobody is linked
   * to it now; of a row without a visitor its click's, else the one whom all identifiers of its
   * person belong to now. Where these are no longer one person, it stays the person that it was:
   * whose it is now can't be told, and nobody is given the touches of a stranger. So it is with a
   * row that its publication did not give to its visitor's person, but to that of the user whom its
   * event named.
   *
   * @param rows with visitor_id, click_id, person_id and publication_id
   */
  Dataset<Row> now(Dataset<Row> rows) {
    Dataset<Row> renamed =
        identities
            .join(now, names("kind", "identifier"), "left")
            .groupBy("publication_id", "person_id")
            .agg(
                min("newest").as("by_person"),
                max("newest").as("other"),
                count("newest").as("linked"),
                count(lit(1)).as("identifiers"))
            .where(col("by_person").equalTo(col("other")))
            .where(col("linked").equalTo(col("identifiers")))
            .select("publication_id", "person_id", "by_person");
    Dataset<Row> then =
        identities
            .where(col("kind").equalTo(Identifier.VISITOR))
            .select(
                col("publication_id"),
                col("identifier").as("visitor_id"),
                col("person_id").as("visitor_then"));
    Column alone = ALONE.apply(col("visitor_id"));
    Column ofAnother = coalesce(col("visitor_then"), alone).notEqual(col("person_id"));
    return rows.join(of(Identifier.VISITOR, "by_visitor"), names("visitor_id"), "left")
        .join(then, names("publication_id", "visitor_id"), "left")
        .join(of(Identifier.CLICK, "by_click"), names("click_id"), "left")
        .join(renamed, names("publication_id", "person_id"), "left")
        .withColumn(
            "person_now",
            coalesce(
                when(not(coalesce(ofAnother, lit(false))), coalesce(col("by_visitor"), alone)),
                when(col("visitor_id").isNull(), col("by_click")),
                col("by_person"),
                col("person_id")));
  }

  private Dataset<Row> of(String kind, String answer) {
    return now.where(col("kind").equalTo(kind))
        .select(col("identifier").as(kind), col("newest").as(answer));
  }

  private static Seq<String> names(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }
}

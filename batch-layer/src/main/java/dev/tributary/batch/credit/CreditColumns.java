package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.RecordEncoder;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Rows of credit from credited conversions: what core's {@link dev.tributary.core.view.Credits}
 * says of one conversion, in columns, since there are several rows to each event and most of what
 * they hold is said once a conversion.
 */
final class CreditColumns {

  private static final Column TOUCH = col("path").getItem(col("touch").getItem(col("entry")));

  /** By the component of {@link CreditRow}; what is not here is null. */
  private static final Map<String, Column> COLUMNS =
      Map.ofEntries(
          Map.entry("orderId", col("row.orderId")),
          Map.entry("personId", col("row.personId")),
          Map.entry("convertedAt", col("row.convertedAt")),
          Map.entry("conversionType", col("row.conversionType")),
          Map.entry("conversionDay", col("conversion_day")),
          Map.entry("model", col("models").getItem(col("model").getItem(col("entry")))),
          Map.entry("position", col("before").plus(col("touch").getItem(col("entry"))).plus(1)),
          Map.entry("touches", col("touches")),
          Map.entry("touchAt", TOUCH.getField("at")),
          Map.entry("touchKind", TOUCH.getField("kind")),
          Map.entry("channel", TOUCH.getField("channel")),
          Map.entry("source", TOUCH.getField("source")),
          Map.entry("medium", TOUCH.getField("medium")),
          Map.entry("campaign", TOUCH.getField("campaign")),
          Map.entry("adGroup", TOUCH.getField("adGroup")),
          Map.entry("clickId", TOUCH.getField("clickId")),
          Map.entry("creditMicros", col("micros")),
          Map.entry("revenueMinor", col("revenueMinor").getItem(col("entry"))),
          Map.entry("currency", col("row.currency")),
          Map.entry("rateDay", col("conversion_day")),
          Map.entry("publicationId", col("row.publicationId")));

  private CreditColumns() {}

  /**
   * One row a conversion, model and touch with credit or revenue, with the columns of {@link
   * CreditRow}.
   *
   * @param conversions columns of {@link CreditedConversion}, and {@code conversion_day}
   */
  static Dataset<Row> of(Dataset<Row> conversions) {
    return conversions
        .select(col("*"), posexplode(col("creditMicros")).as(new String[] {"entry", "micros"}))
        .select(
            Arrays.stream(RecordEncoder.of(CreditRow.class).schema().fields())
                .map(CreditColumns::column)
                .toArray(Column[]::new));
  }

  private static Column column(StructField field) {
    return COLUMNS.getOrDefault(field.name(), lit(null).cast(field.dataType())).as(field.name());
  }
}

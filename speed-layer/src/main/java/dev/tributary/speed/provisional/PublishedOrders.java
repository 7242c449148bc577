package dev.tributary.speed.provisional;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.OrderName;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is published of orders that were adjusted since: what the adjustments are shared by. */
final class PublishedOrders {

  private static final String SEPARATOR = "\u001f";

  private final Lake lake;
  private PublicationNote asked = PublicationNote.NONE;
  private Set<OrderName> names = Set.of();
  private List<CreditRow> rows = List.of();

  PublishedOrders(Lake lake) {
    this.lake = lake;
  }

  /** The rows of those orders that count by this note; read again only where either is new. */
  Collection<CreditRow> rows(PublicationNote note, Set<OrderName> orders) {
    if (!note.equals(asked) || !orders.equals(names)) {
      rows = note.days().isEmpty() || orders.isEmpty() ? List.of() : read(note, orders);
      asked = note;
      names = orders;
    }
    return rows;
  }

  private List<CreditRow> read(PublicationNote note, Set<OrderName> orders) {
    List<String> current =
        note.days().entrySet().stream().map(day -> day.getKey() + " " + day.getValue()).toList();
    List<String> wanted =
        orders.stream().map(one -> one.conversionType() + SEPARATOR + one.orderId()).toList();
    Dataset<Row> found =
        lake.read(Table.CREDITS_FINAL)
            .where(col("order_id").isInCollection(orders.stream().map(OrderName::orderId).toList()))
            .where(
                concat_ws(SEPARATOR, col("conversion_type"), col("order_id"))
                    .isInCollection(wanted))
            .where(
                concat_ws(" ", col("conversion_day"), col("publication_id"))
                    .isInCollection(current))
            .withColumn("rate_day", coalesce(col("rate_day"), col("conversion_day")))
            .withColumn("revision", lit(null).cast("bigint"));
    return Records.typed(found, CreditRow.class).collectAsList();
  }
}

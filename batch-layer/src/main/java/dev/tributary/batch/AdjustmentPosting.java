package dev.tributary.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.core.adjustment.Outcome;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.EventType;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRow;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Posts refunds, cancellations and changes on the days they happened. They meet their order by its
 * type and id, whoever sent them; an order of a day that the run does not compute is adjusted as it
 * is published, so that what is shown of it and its refund cancel out. For the same reason an order
 * that the run computes anew has its adjustments of other published days posted anew as well:
 * {@link CarriedDays}.
 */
final class AdjustmentPosting implements AutoCloseable {

  private static final List<String> EXPECTED =
      List.of(Outcome.POSTED.wire(), Outcome.NO_CHANGE.wire());

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private Dataset<PostedAdjustment> posted;
  private CarriedDays carried = CarriedDays.NONE;

  /**
   * @param published what is current before the run
   */
  AdjustmentPosting(Lake lake, Config config, PublicationNote published) {
    this.lake = lake;
    this.config = config;
    this.published = published;
  }

  /**
   * The run's rows and, where adjustments fall on its days, theirs as well.
   *
   * @param timeline every distinct event
   * @param outcomes of the run's days
   */
  Rows with(
      Dataset<TimelineEvent> timeline, Outcomes outcomes, DayPlan plan, String publicationId) {
    Rows rows = outcomes.rows();
    Dataset<TimelineEvent> adjustments =
        timeline.where(col("eventType").equalTo(EventType.ADJUSTMENT.wire()));
    if (adjustments.isEmpty()) {
      return rows;
    }
    MapFunction<TimelineEvent, String> orderOfEvent =
        event -> order(event.conversionType(), event.orderId());
    MapFunction<CreditRow, String> orderOfCredit =
        credit -> order(credit.conversionType(), credit.orderId());
    posted =
        adjustments
            .groupByKey(orderOfEvent, Encoders.STRING())
            .cogroup(
                outcomes
                    .credits()
                    .union(published(adjustments))
                    .groupByKey(orderOfCredit, Encoders.STRING()),
                new PostOrder(config, plan, publicationId, published.days().keySet()),
                RecordEncoder.of(PostedAdjustment.class))
            .persist(StorageLevel.MEMORY_AND_DISK());
    carried = CarriedDays.of(lake, config, published, plan, posted);
    Rows own =
        new Rows(
            rows.touchpoints(),
            rows.conversions(),
            rows.credits().union(creditRows(plan)),
            Optional.of(
                ofTheRun(posted, plan)
                    .select("adjustment.*")
                    .toDF(Records.columnNames(AdjustmentRow.class))));
    return carried.with(own, publicationId);
  }

  /** Days outside the run that are published with it, for what their adjustments are shared by. */
  SortedSet<LocalDate> carriedDays() {
    return carried.days();
  }

  private static Dataset<PostedAdjustment> ofTheRun(
      Dataset<PostedAdjustment> posted, DayPlan plan) {
    return posted.where(col("adjustment.postedDay").between(plan.from(), plan.to()));
  }

  private static String order(String conversionType, String orderId) {
    return conversionType + '\u001f' + orderId;
  }

  /** Credit that counts before the run, of orders with an adjustment. */
  private Dataset<CreditRow> published(Dataset<TimelineEvent> adjustments) {
    if (!lake.exists(Table.CREDITS_FINAL)) {
      return lake.spark().emptyDataset(RecordEncoder.of(CreditRow.class));
    }
    List<String> current =
        published.days().entrySet().stream()
            .map(day -> day.getKey() + " " + day.getValue())
            .toList();
    Column rateDay = coalesce(col("rate_day"), col("conversion_day"));
    Dataset<Row> rows =
        lake.read(Table.CREDITS_FINAL)
            .where(col("adjustment_key").isNull())
            .where(
                concat_ws(" ", col("conversion_day"), col("publication_id"))
                    .isInCollection(current))
            .withColumn("rate_day", rateDay)
            .withColumn("revision", lit(null).cast("bigint"))
            .join(
                adjustments
                    .select(
                        col("conversionType").as("conversion_type"), col("orderId").as("order_id"))
                    .distinct(),
                CollectionConverters.asScala(List.of("conversion_type", "order_id")).toSeq(),
                "left_semi");
    return Records.typed(rows, CreditRow.class);
  }

  /** One sentence an outcome that its sender would not expect. */
  List<String> notes() {
    if (posted == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    posted
        .groupBy("adjustment.outcome")
        .count()
        .where(col("outcome").isInCollection(EXPECTED).equalTo(false))
        .orderBy("outcome")
        .collectAsList()
        .forEach(
            row ->
                notes.add(
                    row.getLong(1)
                        + (row.getLong(1) == 1 ? " adjustment (" : " adjustments (")
                        + row.getString(0)
                        + ") did not count as sent; the table adjustments says why."));
    if (!carried.days().isEmpty()) {
      notes.add(
          "Adjustments of orders of these days lie on "
              + carried.days().stream().map(LocalDate::toString).collect(Collectors.joining(", "))
              + "; they were posted anew there, shared as the orders are now, and nothing else of"
              + " those days changed.");
    }
    return notes;
  }

  private Dataset<Row> creditRows(DayPlan plan) {
    return ofTheRun(posted, plan)
        .select(explode(col("credits")).as("row"))
        .select("row.*")
        .toDF(Records.columnNames(CreditRow.class))
        .drop("revision");
  }

  @Override
  public void close() {
    if (posted != null) {
      posted.unpersist();
    }
  }
}

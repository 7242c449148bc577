package dev.tributary.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import dev.tributary.core.adjustment.Outcome;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
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
 * is published, so that what is shown of it and its refund cancel out.
 */
final class AdjustmentPosting implements AutoCloseable {

  private static final List<String> EXPECTED =
      List.of(Outcome.POSTED.wire(), Outcome.NO_CHANGE.wire());

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private Dataset<PostedAdjustment> posted;
  private List<LocalDate> elsewhere = List.of();

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
    elsewhere = postedElsewhere(adjustments, rows, plan);
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
                    .union(published(adjustments, plan))
                    .groupByKey(orderOfCredit, Encoders.STRING()),
                new PostOrder(config, plan, publicationId),
                RecordEncoder.of(PostedAdjustment.class))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Rows(
        rows.touchpoints(),
        rows.conversions(),
        rows.credits().union(creditRows()),
        Optional.of(posted.select("adjustment.*").toDF(Records.columnNames(AdjustmentRow.class))));
  }

  private static String order(String conversionType, String orderId) {
    return conversionType + '\u001f' + orderId;
  }

  /** Credit that counts for days outside the run, of orders with an adjustment. */
  private Dataset<CreditRow> published(Dataset<TimelineEvent> adjustments, DayPlan plan) {
    if (!lake.exists(Table.CREDITS_FINAL)) {
      return lake.spark().emptyDataset(RecordEncoder.of(CreditRow.class));
    }
    List<String> current =
        published.days().entrySet().stream()
            .filter(day -> !plan.days().contains(day.getKey()))
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
    elsewhere.forEach(
        day ->
            notes.add(
                "Adjustments of orders of these days are posted on "
                    + day
                    + ", which this run leaves as it is; run that day again too, so that they are"
                    + " shared as the orders are now."));
    return notes;
  }

  /** Published days outside the run that hold adjustments of its orders. */
  private List<LocalDate> postedElsewhere(
      Dataset<TimelineEvent> adjustments, Rows rows, DayPlan plan) {
    String zone = config.value(ReportingSettings.TIME_ZONE).getId();
    return adjustments
        .select(
            col("conversionType").as("conversion_type"),
            col("orderId").as("order_id"),
            to_date(from_utc_timestamp(col("occurredAt"), zone)).as("day"))
        .join(
            rows.conversions(),
            CollectionConverters.asScala(List.of("conversion_type", "order_id")).toSeq(),
            "left_semi")
        .select("day")
        .distinct()
        .as(Encoders.LOCALDATE())
        .collectAsList()
        .stream()
        .filter(day -> published.days().containsKey(day) && !plan.days().contains(day))
        .sorted()
        .toList();
  }

  private Dataset<Row> creditRows() {
    return posted
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

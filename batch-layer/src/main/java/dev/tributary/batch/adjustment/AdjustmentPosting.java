package dev.tributary.batch.adjustment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.publish.CurrentRows;
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
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
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
public final class AdjustmentPosting implements AutoCloseable {

  private static final Column[] ORDER = {col("conversionType"), col("orderId")};

  private final Lake lake;
  private final Config config;
  private final PublicationNote published;
  private Dataset<PostedAdjustment> posted;
  private CarriedDays carried = CarriedDays.NONE;

  /**
   * @param published what is current before the run
   */
  public AdjustmentPosting(Lake lake, Config config, PublicationNote published) {
    this.lake = lake;
    this.config = config;
    this.published = published;
  }

  /**
   * What the log's adjustments add to the rows of the run's orders; empty where it has none at all.
   *
   * @param computation has every distinct event
   * @param credits of the orders of the run's days
   */
  public Optional<Rows> rows(
      Computation computation,
      Supplier<Dataset<CreditRow>> credits,
      DayPlan plan,
      String publicationId) {
    if (!computation.hasAdjustments()) {
      return Optional.empty();
    }
    Dataset<TimelineEvent> adjustments =
        computation.timeline().where(col("eventType").equalTo(EventType.ADJUSTMENT.wire()));
    MapFunction<TimelineEvent, String> orderOfEvent =
        event -> order(event.conversionType(), event.orderId());
    MapFunction<CreditRow, String> orderOfCredit =
        credit -> order(credit.conversionType(), credit.orderId());
    posted =
        adjustments
            .groupByKey(orderOfEvent, Encoders.STRING())
            .cogroup(
                ofOrders(credits.get().unionByName(published()), adjustments)
                    .groupByKey(orderOfCredit, Encoders.STRING()),
                new PostOrder(config, plan, publicationId, published.boundary()),
                RecordEncoder.of(PostedAdjustment.class))
            .persist(StorageLevel.MEMORY_AND_DISK());
    carried = CarriedDays.of(lake, config, published, plan, posted);
    Rows own =
        new Rows(
            Map.of(
                Table.CREDITS_FINAL,
                creditRows(plan),
                Table.ADJUSTMENTS,
                ofTheRun(posted, plan)
                    .select("adjustment.*")
                    .toDF(Records.columnNames(AdjustmentRow.class))));
    return Optional.of(carried.rows(publicationId).map(own::and).orElse(own));
  }

  /** Few orders are adjusted: the credit of all others need not be moved to find that out. */
  private static Dataset<CreditRow> ofOrders(
      Dataset<CreditRow> credits, Dataset<TimelineEvent> adjustments) {
    return credits
        .join(
            adjustments.select(ORDER).distinct(),
            CollectionConverters.asScala(List.of("conversionType", "orderId")).toSeq(),
            "left_semi")
        .as(RecordEncoder.of(CreditRow.class));
  }

  /** Days outside the run that are published with it, for what their adjustments are shared by. */
  public SortedSet<LocalDate> carriedDays() {
    return carried.days();
  }

  private static Dataset<PostedAdjustment> ofTheRun(
      Dataset<PostedAdjustment> posted, DayPlan plan) {
    return posted.where(col("adjustment.postedDay").between(plan.from(), plan.to()));
  }

  /** Whatever characters the two have, no other two give the same. */
  private static String order(String conversionType, String orderId) {
    return conversionType.length() + ":" + conversionType + orderId;
  }

  /** Credit that counts before the run. */
  private Dataset<CreditRow> published() {
    Column rateDay = coalesce(col("rate_day"), col("conversion_day"));
    Dataset<Row> rows =
        CurrentRows.of(lake, Table.CREDITS_FINAL, col("conversion_day"), published.days())
            .where(col("adjustment_key").isNull())
            .withColumn("rate_day", rateDay)
            .withColumn("revision", lit(null).cast("bigint"));
    return Records.typed(rows, CreditRow.class);
  }

  /** One sentence an outcome that its sender would not expect. */
  public List<String> notes() {
    if (posted == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    posted
        .groupBy("adjustment.outcome")
        .count()
        .orderBy("outcome")
        .collectAsList()
        .forEach(row -> OutcomeNote.of(row.getString(0), row.getLong(1)).ifPresent(notes::add));
    if (!carried.postedAnew().isEmpty()) {
      notes.add(
          "Adjustments of orders of these days lie on "
              + named(carried.postedAnew())
              + "; they were posted anew there, shared as the orders are now, and nothing else of"
              + " those days changed.");
    }
    if (!carried.left().isEmpty()) {
      notes.add(
          "Adjustments that were posted on "
              + named(carried.left())
              + " fall on other days by what is known of their orders now; they were taken away"
              + " there, and nothing else of those days changed.");
    }
    return notes;
  }

  private static String named(SortedSet<LocalDate> days) {
    return days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
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

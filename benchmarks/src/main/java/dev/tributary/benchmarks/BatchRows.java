package dev.tributary.benchmarks;

import dev.tributary.core.event.EventRow;
import dev.tributary.lake.RawEventRow;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Storage;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Seeded rows of raw_events over sixty days: clicks from five sources and orders of so many
 * persons, a few of them sent twice. One collector counts them.
 *
 * @param events rows
 * @param visitors how many; each orders as often as any other
 * @param clickers whose the clicks are
 */
record BatchRows(long events, long visitors, Persons clickers) implements Serializable {

  /** How clicks fall to persons. */
  enum Persons {
    /** Each is equally likely. */
    EVEN {
      @Override
      long pick(SplittableRandom random, long visitors) {
        return random.nextLong(visitors);
      }
    },
    /** One has a tenth of them; of the others the k-th has so many as 1/k says (Zipf's law). */
    ZIPF {
      @Override
      long pick(SplittableRandom random, long visitors) {
        return random.nextInt(10) == 0
            ? 0
            : Math.min(visitors - 1, (long) Math.exp(random.nextDouble() * Math.log(visitors)));
      }
    };

    abstract long pick(SplittableRandom random, long visitors);
  }

  /** The first of the sixty days. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static final int DAYS = 60;
  static final String[][] SOURCES = {
    {"google", "cpc"}, {"google", "organic"}, {"newsletter", "email"}, {"facebook", "social"}, {}
  };
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int ORDERS_OF_HUNDRED = 8;
  private static final int ONE_TWICE_OF = 25;
  private static final long EVENTS_OF_A_TASK = 1_000_000;

  /**
   * A row of events that follow one another evenly.
   *
   * @param first number of the first
   * @param count how many
   * @param day on which it begins, counted from the first of the sixty
   * @param days that it takes
   * @param onTheWay from each event until it is received
   */
  private record Stretch(long first, long count, int day, int days, Duration onTheWay)
      implements Serializable {

    /** Microseconds from the first of the sixty days. */
    long micros(long number, SplittableRandom random) {
      double place = (number - first + random.nextDouble()) / count;
      return day * DAY_MICROS + (long) (place * days * DAY_MICROS);
    }
  }

  /** Rows of the whole span, received as they happen. */
  Dataset<Row> rows(SparkSession spark) {
    return rows(spark, new Stretch(0, events, 0, DAYS, Duration.ofSeconds(1)));
  }

  /** More events of one day, which are received after all others. */
  Dataset<Row> late(SparkSession spark, long count, int day) {
    return rows(spark, new Stretch(events, count, day, 1, Duration.ofDays(DAYS - day)));
  }

  private Dataset<Row> rows(SparkSession spark, Stretch of) {
    MapFunction<Long, RawEventRow> row = number -> row(number, of);
    int tasks = Math.toIntExact(Math.max(2, of.count() / EVENTS_OF_A_TASK));
    return RawEventRow.table(
        spark
            .range(of.first(), of.first() + of.count(), 1, tasks)
            .map(row, RecordEncoder.of(RawEventRow.class)));
  }

  private RawEventRow row(long number, Stretch of) {
    boolean again = number % ONE_TWICE_OF == 0 && number > of.first();
    long identity = again ? number - 1 : number;
    SplittableRandom random = new SplittableRandom(identity * 0x9E3779B97F4A7C15L + 1);
    boolean order = random.nextInt(100) < ORDERS_OF_HUNDRED;
    Persons persons = order ? Persons.EVEN : clickers;
    String visitor = "visitor-" + persons.pick(random, visitors);
    String[] source = SOURCES[random.nextInt(SOURCES.length)];
    Instant at = START.plusNanos(1_000 * of.micros(identity, random));
    long value = random.nextInt(50_000);
    Instant received = at.plus(again ? of.onTheWay().plusMinutes(1) : of.onTheWay());
    String key = (order ? "conversion:purchase:order-" : "click:event-") + identity;
    EventRow event =
        new EventRow(
            key,
            order ? null : "event-" + identity,
            order ? "conversion" : "click",
            at,
            at,
            null,
            received,
            visitor,
            null,
            null,
            null,
            order || source.length == 0 ? null : source[0],
            order || source.length == 0 ? null : source[1],
            order ? null : "launch",
            null,
            null,
            null,
            order ? null : "https://shop.example/",
            null,
            null,
            null,
            null,
            null,
            null,
            "granted",
            "granted",
            order ? "purchase" : null,
            order ? "order-" + identity : null,
            order ? value : null,
            order ? "EUR" : null,
            null,
            null,
            null,
            "bench",
            number,
            "ok",
            1);
    return new RawEventRow(
        event,
        new Storage(received, Storage.COLLECTOR, payload(event), "events", 0, number, "bench"));
  }

  /** As long as what a sender's JSON is: it is kept, and a run has to get past it. */
  private static String payload(EventRow event) {
    return "{\"schema_version\":1,\"event_id\":\""
        + event.key()
        + "\",\"event_type\":\""
        + event.eventType()
        + "\",\"occurred_at\":\""
        + event.occurredAt()
        + "\",\"visitor_id\":\""
        + event.visitorId()
        + "\",\"destination_url\":\"https://shop.example/\",\"utm_source\":\""
        + event.source()
        + "\",\"consent\":{\"analytics\":\"granted\",\"advertising\":\"granted\"}}";
  }
}

package dev.tributary.cli.drill;

import dev.tributary.core.config.Config;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks the published tables again and again while parts of the platform are killed: each answer has
 * to be whole in itself, and what was final once stays final.
 */
final class Readers implements AutoCloseable {

  private static final long PAUSE_MILLIS = 3_000;

  /** Each counts what must not be there, in one snapshot. */
  private static final List<String> WRONG =
      List.of(
          // An order is credited once under each model.
          """
          SELECT count(*) FROM (
            SELECT order_id, model FROM credits_final
            GROUP BY ALL HAVING sum(credit_micros) <> 1000000)
          """,
          """
          SELECT count(*) FROM (
            SELECT order_id, model FROM credits_provisional
            GROUP BY ALL HAVING sum(credit_micros) <> 1000000)
          """,
          // A day is of one publication, or of none and provisional.
          """
          SELECT count(*) FROM (
            SELECT day FROM attribution GROUP BY day
            HAVING count(DISTINCT coalesce(publication_id, status)) <> 1)
          """,
          // What the reports add up to is what their orders do.
          """
          SELECT count(*) FROM (
            SELECT day, model, sum(credit_micros) AS micros, sum(revenue_minor) AS minor
            FROM attribution WHERE status = 'final' GROUP BY ALL) AS cells
          FULL JOIN (
            SELECT conversion_day AS day, model, sum(credit_micros) AS micros,
                   sum(revenue_minor) AS minor
            FROM credits_final GROUP BY ALL) AS orders USING (day, model)
          WHERE cells.micros IS DISTINCT FROM orders.micros
             OR cells.minor IS DISTINCT FROM orders.minor
          """,
          "SELECT count(*) FROM (SELECT key FROM conversions GROUP BY key HAVING count(*) > 1)");

  private static final String FINAL_ORDERS = "SELECT count(DISTINCT order_id) FROM credits_final";

  private final Path lake;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::read, "readers");
  private final List<String> complaints = new ArrayList<>();
  private long answers;
  private long finalOrders;

  private Readers(Path lake) {
    this.lake = lake;
  }

  /** Begins asking. */
  static Readers of(Path lake) {
    Readers readers = new Readers(lake);
    readers.thread.setDaemon(true);
    readers.thread.start();
    return readers;
  }

  private void read() {
    try {
      do {
        ask();
      } while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      complain("A reader was refused: " + e.getMessage());
    }
  }

  private void ask() {
    try (LakeQuery query = LakeQuery.open(lake, Config.defaults())) {
      for (String question : WRONG) {
        long wrong = number(query, question);
        if (wrong != 0) {
          complain(wrong + " rows answer: " + question.strip());
        }
      }
      long orders = number(query, FINAL_ORDERS);
      if (orders < finalOrders) {
        complain(orders + " orders are final where " + finalOrders + " were");
      }
      finalOrders = orders;
    }
    count();
  }

  private static long number(LakeQuery query, String question) {
    try (QueryResult rows = query.ask(question)) {
      return ((Number) rows.next().orElseThrow()[0]).longValue();
    }
  }

  private synchronized void complain(String what) {
    complaints.add(what);
  }

  private synchronized void count() {
    answers++;
  }

  /** How many snapshots were asked. */
  synchronized long answers() {
    return answers;
  }

  /** What was seen that must not be; empty when all was whole. */
  synchronized List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Asks no more. */
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join(TimeUnit.MINUTES.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

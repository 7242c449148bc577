package dev.tributary.cli.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clicks and posts of several visitors at once; remembers what was acknowledged. */
final class Traffic {

  static final String LINK = "drill";

  private static final int VISITORS = 4;
  private static final int EVENTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Acknowledged acknowledged = new Acknowledged();
  private final Semaphore more = new Semaphore(0);

  /** What was acknowledged so far. */
  Acknowledged acknowledged() {
    return acknowledged;
  }

  /** Begins; each thread ends when its server is gone. */
  List<Thread> towards(String address, String round) {
    more.drainPermits();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      String visitor = round + "-" + i;
      Thread thread =
          new Thread(i % 2 == 0 ? () -> post(address, visitor) : () -> click(address), visitor);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  /**
   * Returns when something was acknowledged since the last call.
   *
   * @throws IOException when nothing is in half a minute
   */
  void awaitMore() throws IOException, InterruptedException {
    if (!more.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new IOException("The capture layer acknowledged nothing for half a minute");
    }
    more.drainPermits();
  }

  private interface Step {
    void go(int number) throws IOException, InterruptedException;
  }

  private static void untilGone(Step step) {
    try {
      for (int i = 0; ; i++) {
        step.go(i);
      }
    } catch (IOException gone) {
      return; // The kill: what was not answered was not acknowledged.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(String address, String visitor) {
    untilGone(
        number -> {
          if (acknowledged.post(address, events(visitor, number))) {
            more.release();
          }
        });
  }

  private static String events(String visitor, int number) {
    ArrayNode events = JSON.createArrayNode();
    for (int i = 0; i < EVENTS; i++) {
      events
          .addObject()
          .put("schema_version", 1)
          .put("event_id", visitor + "-" + number + "-" + i)
          .put("event_type", "page_view")
          .put("occurred_at", Instant.now().toString())
          .put("visitor_id", visitor)
          .put("page_url", "https://shop.example/")
          .putObject("consent")
          .put("analytics", "granted")
          .put("advertising", "granted");
    }
    return events.toString();
  }

  private void click(String address) {
    untilGone(
        number -> {
          if (!acknowledged.follow(address, LINK).isEmpty()) {
            more.release();
          }
        });
  }
}

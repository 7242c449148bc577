package dev.tributary.capture.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Answers by route and status; counting looks nothing up by text. Any thread may count. */
final class AnswerCounts {

  private static final int STATUSES = 600;

  private final AtomicReferenceArray<LongAdder> counts =
      new AtomicReferenceArray<>(Route.values().length * STATUSES);

  void count(Route route, int status) {
    int at = route.ordinal() * STATUSES + status;
    LongAdder count = counts.get(at);
    if (count == null) {
      counts.compareAndSet(at, null, new LongAdder());
      count = counts.get(at);
    }
    count.increment();
  }

  /** What was counted, by the labels of the exposition. */
  Map<String, LongAdder> byLabels() {
    Map<String, LongAdder> found = new TreeMap<>();
    for (Route route : Route.values()) {
      for (int status = 0; status < STATUSES; status++) {
        LongAdder count = counts.get(route.ordinal() * STATUSES + status);
        if (count != null) {
          found.put("route=\"" + route.label() + "\",status=\"" + status + "\"", count);
        }
      }
    }
    return found;
  }
}

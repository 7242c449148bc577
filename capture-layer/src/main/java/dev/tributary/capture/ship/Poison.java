package dev.tributary.capture.ship;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records that Kafka refused for what they are, and the form that they are to be sent in instead.
 * Remembered from one producer to the next: one that met a refusal is given up, since what it had
 * under way behind it may never be answered.
 */
final class Poison {

  /** What of a record is sent. */
  enum Form {
    EVENT,
    /** To events-rejected, since Kafka would not take the event. */
    REJECTION,
    /** The same without the event's bytes, since Kafka would not take these either. */
    BARE_REJECTION
  }

  /** How a record is to be sent, and why so. */
  record Sending(Form form, String why) {}

  private static final Sending AS_IT_IS = new Sending(Form.EVENT, "");

  private final Map<Long, Sending> refused = new HashMap<>();
  private final LongAdder count = new LongAdder();

  Sending of(long sequence) {
    return refused.getOrDefault(sequence, AS_IT_IS);
  }

  /** Kafka refused it in that form for good: it goes in the next one. */
  void refused(long sequence, Form form, String why) {
    if (form == Form.EVENT) {
      count.increment();
    }
    Form next = form == Form.EVENT ? Form.REJECTION : Form.BARE_REJECTION;
    refused.put(sequence, new Sending(next, why));
  }

  /** It has arrived, in whatever form. */
  void arrived(long sequence) {
    refused.remove(sequence);
  }

  /** Records that had to go to events-rejected; for any thread. */
  long count() {
    return count.sum();
  }
}

package dev.tributary.capture.ship;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Why shipping was interrupted, for who has to mend it. */
final class Interruption {

  private Interruption() {}

  /**
   * Problem and remedy. A producer calls all that keeps it from learning where to write the lack of
   * a topic, which sends people to make topics in a Kafka that is not there.
   */
  static String explained(Throwable interruption) {
    Throwable cause = interruption.getCause();
    if (cause instanceof TimeoutException
        && cause.getCause() instanceof UnknownTopicOrPartitionException) {
      return "Kafka answers, but lacks the topic "
          + Topics.EVENTS
          + " or "
          + Topics.REJECTED
          + "; make both, or start 'tributary speed', which does";
    }
    if (cause instanceof TimeoutException
        && cause.getMessage().contains("not present in metadata")) {
      return "no Kafka can be reached there; start it, or mend kafka.bootstrap_servers or the way to"
          + " it ("
          + cause.getMessage().replaceFirst("\\.$", "")
          + ")";
    }
    return interruption instanceof KafkaException && cause != null
        ? interruption.getMessage() + ": " + cause.getMessage()
        : interruption.getMessage();
  }
}

package dev.tributary.speed;

import java.nio.file.Path;

/** A lane that can't go on; the message says problem, why and remedy. */
public final class SpeedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private SpeedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A lane's query ended by itself. */
  static SpeedException laneFailed(String lane, Path checkpoint, Throwable cause) {
    return new SpeedException(
        "The "
            + lane
            + " lane stopped: "
            + innermost(cause)
            + ". Nothing is lost: events wait in Kafka. Start again; if it stops at the same"
            + " place, remove "
            + checkpoint
            + " and the lane builds itself anew.",
        cause);
  }

  /** A checkpoint folder that is not ours, or only half there. */
  public static SpeedException checkpointUnusable(Path checkpoint, String why, Throwable cause) {
    return new SpeedException(
        "The checkpoint "
            + checkpoint
            + " can't be used: "
            + why
            + ". Remove the folder and start again: the lane then builds itself anew from Kafka"
            + " and the tables, and nothing is counted twice.",
        cause);
  }

  /** Kafka does not answer. */
  public static SpeedException brokerUnreachable(String bootstrapServers, Throwable cause) {
    return new SpeedException(
        "Kafka at "
            + bootstrapServers
            + " does not answer: "
            + innermost(cause)
            + ". See that the broker runs and that kafka.bootstrap_servers names it.",
        cause);
  }

  /** A topic of another's making whose messages can't be as large as they have to. */
  public static SpeedException noRoom(String topic, String setting, int bytes, Throwable cause) {
    return new SpeedException(
        "The topic "
            + topic
            + " may not have room for a message of "
            + bytes
            + " bytes, which one long journey can need: Kafka would not tell or change its "
            + setting
            + " ("
            + innermost(cause)
            + "). Let this user describe and alter the topic's settings.",
        cause);
  }

  private static String innermost(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    String said =
        inner.getMessage() == null ? "" : ": " + inner.getMessage().lines().findFirst().orElse("");
    return inner.getClass().getSimpleName() + said;
  }
}

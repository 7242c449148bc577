package dev.tributary.cli.drill;

import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Topics;
import dev.tributary.speed.attribution.AttributionLane;
import dev.tributary.speed.provisional.ProvisionalLane;
import dev.tributary.speed.raw.RawLane;
import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How far the lanes of a speed layer in another process are, by their checkpoints and Kafka. */
record Lanes(DataDirectory data, String bootstrapServers) {

  /** How far topics reach: the offset after the last message, by topic and partition. */
  Map<String, Map<Integer, Long>> ends(List<String> topics) {
    try (KafkaTopics kafka = new KafkaTopics(bootstrapServers)) {
      return kafka.ends(topics);
    }
  }

  /** Whether all that is in Kafka now is in the tables, where nothing is sent meanwhile. */
  boolean caughtUp() {
    // What the second of them says goes to the third.
    return passed(RawLane.NAME, ends(RawLane.TOPICS))
        && passed(AttributionLane.NAME, ends(List.of(Topics.EVENTS)))
        && passed(ProvisionalLane.NAME, ends(List.of(Topics.CREDITS)));
  }

  /** Whether both lanes that read events have finished what lies before these ends. */
  boolean passed(Map<String, Map<Integer, Long>> ends) {
    return passed(RawLane.NAME, ends) && passed(AttributionLane.NAME, ends);
  }

  private boolean passed(String lane, Map<String, Map<Integer, Long>> ends) {
    Path folder = data.checkpoint(lane);
    if (!Files.isDirectory(folder.resolve("commits"))) {
      return false;
    }
    Map<String, Map<Integer, Long>> processed =
        Checkpoint.open(
                folder,
                () -> {
                  throw new IllegalStateException(folder + " lost its mark.");
                })
            .processed();
    return ends.entrySet().stream()
        .allMatch(
            topic ->
                topic.getValue().entrySet().stream()
                    .allMatch(
                        end ->
                            processed
                                    .getOrDefault(topic.getKey(), Map.of())
                                    .getOrDefault(end.getKey(), 0L)
                                >= end.getValue()));
  }
}

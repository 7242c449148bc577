package dev.tributary.speed;

import dev.tributary.speed.stream.Checkpoint;
import dev.tributary.speed.stream.KafkaTopics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.StreamingQuery;

/** A running query with what has to be known of it. */
record Lane(String name, List<String> topics, Checkpoint checkpoint, StreamingQuery query) {

  LaneStatus status(KafkaTopics kafka) {
    // Ends first: what arrives between the two questions must not look unprocessed.
    long available = total(kafka.ends(topics));
    return new LaneStatus(name, total(checkpoint.processed()), available, query.isActive());
  }

  Optional<SpeedException> failure() {
    return query.exception().isDefined()
        ? Optional.of(SpeedException.laneFailed(name, checkpoint.folder(), query.exception().get()))
        : Optional.empty();
  }

  private static long total(Map<String, Map<Integer, Long>> offsets) {
    return offsets.values().stream()
        .flatMap(partitions -> partitions.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}

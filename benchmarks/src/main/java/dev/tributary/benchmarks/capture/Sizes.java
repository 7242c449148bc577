package dev.tributary.benchmarks.capture;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param round answers of one measured time
 * @param warm before each measured time, so that connections are open and caches filled
 * @param heat requests of our server once, so that its code is compiled
 * @param outage how long Kafka is away
 */
record Sizes(
    int rounds,
    long round,
    Duration warm,
    Duration measured,
    long heat,
    List<Integer> connections,
    Duration outage) {

  static final Sizes FULL =
      new Sizes(
          5,
          40_000,
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          1_500_000,
          List.of(1, 8, 64, 512),
          Duration.ofMinutes(5));

  static final Sizes QUICK =
      new Sizes(
          5,
          20_000,
          Duration.ofMillis(150),
          Duration.ofMillis(500),
          400_000,
          List.of(64, 512),
          Duration.ofSeconds(20));

  /** Answers of one measured time: fewer where each costs a connection or has nobody beside it. */
  long answers(int connections, Reuse reuse) {
    return connections < 8 || reuse == Reuse.NEW_CONNECTIONS ? round / 4 : round;
  }
}

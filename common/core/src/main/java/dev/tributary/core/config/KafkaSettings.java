package dev.tributary.core.config;

import java.util.List;

/** Settings of the transport. */
public final class KafkaSettings {

  /** Where the broker is; empty means the embedded one. */
  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.text(
          "kafka.bootstrap_servers",
          "",
          "host:port,...",
          "Brokers of an external cluster; empty runs the embedded one.",
          text -> true,
          "a list of host:port");

  /** Partitions of a topic that is made. */
  public static final Setting<Long> PARTITIONS =
      Setting.whole(
          "kafka.partitions", 2, 1, 1_000, "partitions", "Partitions of a topic that is made.");

  static final List<Setting<?>> ALL = List.of(BOOTSTRAP_SERVERS, PARTITIONS);

  private KafkaSettings() {}
}

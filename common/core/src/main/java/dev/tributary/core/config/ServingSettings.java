package dev.tributary.core.config;

import java.util.List;

/** Settings of the serving layer. */
public final class ServingSettings {

  /** The interface that the API and the dashboard listen on. */
  public static final Setting<String> HOST =
      Setting.text(
          "serving.host",
          "127.0.0.1",
          "address",
          "Interface of the API and the dashboard; anything but loopback needs a proxy in front.",
          text -> !text.isEmpty(),
          "an address such as 127.0.0.1");

  /** How much memory one query may take. */
  public static final Setting<Long> QUERY_MEMORY_MB =
      Setting.whole(
          "serving.query_memory_mb",
          512,
          64,
          1_048_576,
          "MiB",
          "Memory that a query over the tables may take.");

  /** How many threads one query may use. */
  public static final Setting<Long> QUERY_THREADS =
      Setting.whole("serving.query_threads", 2, 1, 256, "threads", "Threads that a query may use.");

  /** After how long a query is given up. */
  public static final Setting<Long> QUERY_TIMEOUT_SECONDS =
      Setting.whole(
          "serving.query_timeout_seconds",
          300,
          1,
          86_400,
          "seconds",
          "After how long a query over the tables is given up.");

  static final List<Setting<?>> ALL =
      List.of(HOST, QUERY_MEMORY_MB, QUERY_THREADS, QUERY_TIMEOUT_SECONDS);

  private ServingSettings() {}
}

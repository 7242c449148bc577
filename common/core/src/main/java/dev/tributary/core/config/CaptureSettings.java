package dev.tributary.core.config;

import java.util.Arrays;
import java.util.List;

/** Settings of the capture layer. */
public final class CaptureSettings {

  /** The address the edge listens on; loopback unless someone decides otherwise. */
  public static final Setting<String> HOST =
      Setting.text(
          "capture.host",
          "127.0.0.1",
          "address",
          "Address that the edge listens on; 0.0.0.0 for all.",
          text -> !text.isBlank(),
          "a host name or an IP address");

  /** Web origins whose pages may post events. */
  public static final Setting<List<String>> ALLOWED_ORIGINS =
      new Setting<>(
          "capture.allowed_origins",
          List.of(),
          "origins",
          "Web origins (https://shop.example,...) whose pages may post events; none by default.",
          CaptureSettings::list,
          origins -> origins.stream().allMatch(o -> o.matches("https?://[^/\\s*]+")),
          "a list of scheme://host[:port] without path or wildcard");

  /** How much may wait for Kafka before events are refused. */
  public static final Setting<Long> JOURNAL_BYTES =
      Setting.whole(
          "capture.journal_bytes",
          4L << 30,
          1 << 20,
          1L << 44,
          "bytes",
          "Journal that may wait for Kafka; beyond it events are refused, redirects go on.");

  /** Size of one journal file. */
  public static final Setting<Long> SEGMENT_BYTES =
      Setting.whole(
          "capture.segment_bytes",
          64L << 20,
          4096,
          1L << 30,
          "bytes",
          "Size at which a journal file is followed by a new one.");

  /** Connections at a time. */
  public static final Setting<Long> CONNECTIONS =
      Setting.whole(
          "capture.connections",
          4096,
          1,
          100_000,
          "connections",
          "Open connections at a time; one more is closed at once.");

  /** Time for a whole request to arrive. */
  public static final Setting<Long> REQUEST_SECONDS =
      Setting.whole(
          "capture.request_seconds",
          15,
          1,
          600,
          "seconds",
          "Time in which a request has to arrive whole; slower senders are answered 408.");

  /** Time a connection may rest between requests. */
  public static final Setting<Long> IDLE_SECONDS =
      Setting.whole(
          "capture.idle_seconds",
          60,
          1,
          3600,
          "seconds",
          "Time that a connection may rest between requests before it is closed.");

  /** Bodies held in memory at a time, over all connections. */
  public static final Setting<Long> BODY_BYTES =
      Setting.whole(
          "capture.body_bytes",
          24L << 20,
          2 << 20,
          1L << 30,
          "bytes",
          "Request bodies held in memory at a time; beyond it senders are answered 503.");

  /** Time to finish after SIGTERM. */
  public static final Setting<Long> DRAIN_SECONDS =
      Setting.whole(
          "capture.drain_seconds",
          5,
          0,
          600,
          "seconds",
          "Time after SIGTERM to hand the journal's rest to Kafka; what is left stays in it.");

  static final List<Setting<?>> ALL =
      List.of(
          HOST,
          ALLOWED_ORIGINS,
          JOURNAL_BYTES,
          SEGMENT_BYTES,
          CONNECTIONS,
          REQUEST_SECONDS,
          IDLE_SECONDS,
          BODY_BYTES,
          DRAIN_SECONDS);

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private CaptureSettings() {}
}

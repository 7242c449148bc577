package dev.tributary.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

  /** What a reply waits for. */
  public static final Setting<Durability> DURABILITY =
      new Setting<>(
          "capture.durability",
          Durability.PROCESS,
          "none",
          "What a reply waits for: the journal's write, its fdatasync, or Kafka's acknowledgement.",
          text -> Durability.valueOf(text.trim().toUpperCase(Locale.ROOT)),
          value -> true,
          "process, power or brokered");

  /** How long a reply waits for Kafka, or for the disk. */
  public static final Setting<Long> CONFIRM_MILLISECONDS =
      Setting.whole(
          "capture.confirm_milliseconds",
          1000,
          1,
          60_000,
          "milliseconds",
          "Longest wait for Kafka or the sync before a visitor is sent on and a sender told 503.");

  /** The certificate of TLS. */
  public static final Setting<String> TLS_CERTIFICATE =
      Setting.text(
          "capture.tls_certificate",
          "",
          "file",
          "PEM chain that the edge speaks TLS and HTTP/2 with; empty for plain HTTP/1.1.",
          text -> true,
          "a file's path");

  /** The key of TLS. */
  public static final Setting<String> TLS_KEY =
      Setting.text(
          "capture.tls_key",
          "",
          "file",
          "Unencrypted PKCS#8 key of the certificate, PEM.",
          text -> true,
          "a file's path");

  /** Whose X-Forwarded-For counts. */
  public static final Setting<List<String>> TRUSTED_PROXIES =
      new Setting<>(
          "capture.trusted_proxies",
          List.of(),
          "addresses",
          "Proxies whose X-Forwarded-For names the client, each by its address: no networks (CIDR).",
          CaptureSettings::list,
          proxies -> proxies.stream().allMatch(p -> p.matches("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}")),
          "a list of IP addresses, one by one; networks (10.0.0.0/8) are not taken");

  /** Requests with events that one address may make. */
  public static final Setting<Long> REQUESTS_PER_SECOND =
      Setting.whole(
          "capture.requests_per_second",
          5000,
          0,
          1_000_000,
          "requests a second",
          "Requests with events that one address may make; 0 for any number. Redirects always go.");

  /** How full the journal may be before someone is told. */
  public static final Setting<Long> ALERT_PERCENT =
      Setting.whole(
          "capture.alert_percent",
          70,
          1,
          100,
          "percent",
          "Part of capture.journal_bytes at which an alert is raised.");

  /** How old the oldest waiting event may be before someone is told. */
  public static final Setting<Long> ALERT_SECONDS =
      Setting.whole(
          "capture.alert_seconds",
          300,
          1,
          604_800,
          "seconds",
          "Age of the oldest event that waits for Kafka at which an alert is raised.");

  /** How much may wait for Kafka before events are refused. */
  public static final Setting<Long> JOURNAL_BYTES =
      Setting.whole(
          "capture.journal_bytes",
          4L << 30,
          1 << 20,
          1L << 44,
          "bytes",
          "Journal that may wait for Kafka; beyond it events are refused, redirects go on.");

  /** Size of the records in one journal file. */
  public static final Setting<Long> SEGMENT_BYTES =
      Setting.whole(
          "capture.segment_bytes",
          64L << 20,
          4096,
          1L << 30,
          "bytes",
          "Size of its events at which a journal file is followed by a new one.");

  /** Age of one journal file. */
  public static final Setting<Long> SEGMENT_SECONDS =
      Setting.whole(
          "capture.segment_seconds",
          3600,
          1,
          604_800,
          "seconds",
          "Age at which a journal file is followed by a new one, so that shipped ones can go.");

  /** Connections at a time. */
  public static final Setting<Long> CONNECTIONS =
      Setting.whole(
          "capture.connections",
          4096,
          1,
          100_000,
          "connections",
          "Open connections at a time; one more takes the place of the one that has rested longest.");

  /** Connections of one address at a time. */
  public static final Setting<Long> CONNECTIONS_PER_ADDRESS =
      Setting.whole(
          "capture.connections_per_address",
          1024,
          0,
          100_000,
          "connections",
          "Open connections of one address (IPv6: one /64) that is no trusted proxy; 0 for any.");

  /** Time for a whole request to arrive, and for its answer to be read. */
  public static final Setting<Long> REQUEST_SECONDS =
      Setting.whole(
          "capture.request_seconds",
          15,
          1,
          600,
          "seconds",
          "Time for a request to arrive whole (else 408), and for its answer to be read (else closed).");

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

  /** Bodies of one address held in memory at a time. */
  public static final Setting<Long> BODY_BYTES_PER_ADDRESS =
      Setting.whole(
          "capture.body_bytes_per_address",
          8L << 20,
          0,
          1L << 30,
          "bytes",
          "The same of one address (IPv6: one /64) that is no trusted proxy; 0 for any.");

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
          TLS_CERTIFICATE,
          TLS_KEY,
          TRUSTED_PROXIES,
          REQUESTS_PER_SECOND,
          ALERT_PERCENT,
          ALERT_SECONDS,
          DURABILITY,
          CONFIRM_MILLISECONDS,
          JOURNAL_BYTES,
          SEGMENT_BYTES,
          SEGMENT_SECONDS,
          CONNECTIONS,
          CONNECTIONS_PER_ADDRESS,
          REQUEST_SECONDS,
          IDLE_SECONDS,
          BODY_BYTES,
          BODY_BYTES_PER_ADDRESS,
          DRAIN_SECONDS);

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private CaptureSettings() {}
}

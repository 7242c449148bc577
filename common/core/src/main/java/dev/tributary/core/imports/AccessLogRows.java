package dev.tributary.core.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.reject.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Reads a web server's log as page views, and as conversions where the path says so.
 *
 * <p>A visitor is the keyed hash of address and user agent; neither is kept. The order id of a
 * conversion is a hash of visitor, time and path, so that the same line is the same order whenever
 * it is imported. Thread-safe.
 */
public final class AccessLogRows {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ORDER_ID_BYTES = 16;

  private final AccessLogOptions options;
  private final Pseudonyms pseudonyms;
  private final OwnReferrer ownReferrer;

  public AccessLogRows(AccessLogOptions options, Pseudonyms pseudonyms) {
    this.options = options;
    this.pseudonyms = pseudonyms;
    this.ownReferrer = new OwnReferrer(options.ownDomains());
  }

  /**
   * Reads one line.
   *
   * @param number of the line, from 1
   */
  public RowReading read(long number, byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    text = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (text.isBlank()) {
      return new RowReading.Skipped("empty_line");
    }
    try {
      return read(AccessLogLine.parse(text));
    } catch (LogCursor.Malformed e) {
      return new RowReading.Malformed(
          Reason.MALFORMED_LINE.because(
              number + " is not in the combined log format: " + e.getMessage()));
    }
  }

  private RowReading read(AccessLogLine line) throws LogCursor.Malformed {
    if (line.status() >= 400) {
      return new RowReading.Skipped("error_status");
    }
    if (line.method().isEmpty()) {
      throw new LogCursor.Malformed("its request is none such as GET /path HTTP/1.1");
    }
    if (!line.method().equals("GET")) {
      return new RowReading.Skipped("not_get");
    }
    if (line.status() >= 300 && line.status() != 304) {
      return new RowReading.Skipped("redirect");
    }
    boolean converts =
        options.conversion() != null && options.conversion().matcher(line.path()).find();
    boolean page = !asset(line.path());
    if (!page && !converts) {
      return new RowReading.Skipped("asset");
    }
    List<byte[]> events = new ArrayList<>();
    if (page) {
      events.add(bytes(event("page_view", line)));
    }
    if (converts) {
      events.add(bytes(conversion(line)));
    }
    return new RowReading.Events(List.copyOf(events));
  }

  private boolean asset(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot >= 0
        && options.assetExtensions().contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private ObjectNode conversion(AccessLogLine line) {
    ObjectNode event = event("conversion", line);
    event.put("conversion_type", options.conversionType());
    event.put("order_id", orderId(event.get("visitor_id").textValue(), line));
    return event;
  }

  private ObjectNode event(String type, AccessLogLine line) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("schema_version", 1);
    event.put("event_type", type);
    event.put("occurred_at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(line.at()));
    event.put("visitor_id", pseudonyms.of(line.address() + "\n" + line.agent()));
    boolean whole = line.target().startsWith("http://") || line.target().startsWith("https://");
    event.put("page_url", whole ? line.target() : "https://" + options.siteHost() + line.target());
    if (!line.referrer().isEmpty()) {
      event.put("referrer", line.referrer());
    }
    options.consent().fill(event);
    ownReferrer.clear(event);
    addDevice(event, UserAgents.reduce(line.agent()));
    return event;
  }

  private static void addDevice(ObjectNode event, Device device) {
    ObjectNode hints = event.putObject("device").put("class", device.deviceClass());
    if (!device.robot()) {
      hints.put("os", device.os()).put("browser", device.browser());
    }
  }

  private static String orderId(String visitor, AccessLogLine line) {
    String text = visitor + "\n" + line.at().toInstant() + "\n" + line.target();
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return "log-" + HexFormat.of().formatHex(hash, 0, ORDER_ID_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has to offer SHA-256.", e);
    }
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON values can always be written.", e);
    }
  }
}

package dev.tributary.capture.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.capture.file.ReservedFile;
import dev.tributary.capture.intake.CapturedEvent.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events each hour brought in, so that a gap further down the river names its hour.
 *
 * <p>Kept in one file that is replaced whole. What was counted after its last save is counted again
 * from the journal on start, which therefore keeps every record until it has been saved here.
 */
public final class Accounting {

  private static final Logger LOG = LoggerFactory.getLogger(Accounting.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Forty days of them. Counted, since a clock that is off for a moment would erase them by age.
   */
  private static final int MOST_HOURS = 40 * 24;

  private final Path file;
  private final ReservedFile saved;
  private final String collectorId;
  private final NavigableMap<Instant, HourCount> hours = new TreeMap<>();
  private HourCount current;
  private long currentHour;
  private long countedThrough;
  private long savedThrough;
  private long shippedThrough;
  private long savedShippedThrough = -1;
  private boolean changed;

  /**
   * Reads the file, or starts at nothing where there is none.
   *
   * @throws IOException when the file is there and can't be read
   */
  public Accounting(Path file, String collectorId) throws IOException {
    this.file = file;
    this.saved = new ReservedFile(file);
    this.collectorId = collectorId;
    if (Files.exists(file)) {
      byte[] bytes = Files.readAllBytes(file);
      try {
        read(JSON.readTree(bytes));
      } catch (JsonProcessingException | RuntimeException e) {
        LOG.error(
            "The accounting {} is damaged: {}. It is set aside with the suffix .damaged; counting"
                + " starts anew from what the journal still holds.",
            file,
            e.getMessage());
        setAside(".damaged");
      }
    }
    savedThrough = countedThrough;
  }

  private void setAside(String suffix) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + suffix),
        StandardCopyOption.REPLACE_EXISTING);
    hours.clear();
    countedThrough = 0;
    shippedThrough = 0;
  }

  private void read(JsonNode root) throws IOException {
    if (!root.required("collector_id").asText().equals(collectorId)) {
      LOG.warn(
          "The accounting {} is another collector's. It is set aside with the suffix .other;"
              + " counting starts anew from what the journal holds.",
          file);
      setAside(".other");
      return;
    }
    for (JsonNode node : root.required("hours")) {
      hours.put(Instant.parse(node.required("hour").asText()), HourCount.read(node));
    }
    countedThrough = root.required("counted_through").asLong();
    shippedThrough = root.path("shipped_through").asLong();
  }

  /**
   * Counts events that were journaled with consecutive sequences from {@code first}. Where that
   * fails, {@link #countedThrough} says which of them are counted: what is not has to be before any
   * later one is.
   */
  public synchronized void count(long first, List<CapturedEvent> events) {
    long sequence = first;
    changed = true;
    for (CapturedEvent event : events) {
      hour(event.receivedAt()).add(sequence, event instanceof Accepted a ? a.key() : null);
      countedThrough = sequence++;
    }
  }

  /** Counts a click whose visitor was sent on although the journal refused it. */
  public synchronized void countLostClick(Instant at) {
    hour(at).lostClicks++;
    changed = true;
  }

  /** Counts events that were answered with 503: their sender knows. */
  public synchronized void countTurnedAway(Instant at, int events) {
    hour(at).turnedAway += events;
    changed = true;
  }

  /** Counts a request that was answered with 503 before its events could be counted. */
  public synchronized void countTurnedAwayRequest(Instant at) {
    hour(at).turnedAwayRequests++;
    changed = true;
  }

  private HourCount hour(Instant at) {
    long hour = Math.floorDiv(at.getEpochSecond(), 3600);
    if (current == null || hour != currentHour) {
      currentHour = hour;
      current = hours.computeIfAbsent(Instant.ofEpochSecond(hour * 3600), h -> new HourCount());
    }
    return current;
  }

  /** The highest sequence that the counts include. */
  public synchronized long countedThrough() {
    return countedThrough;
  }

  /** The highest sequence that Kafka had acknowledged with all before it when it was read. */
  public long shippedThrough() {
    return shippedThrough;
  }

  /** The highest sequence that the saved file includes; above it the journal must be kept. */
  public synchronized long savedThrough() {
    return savedThrough;
  }

  /**
   * Replaces the file. One thread may.
   *
   * @param shippedThrough the highest sequence that Kafka has acknowledged
   * @throws IOException when the disk refuses
   */
  public void save(long shippedThrough, Instant now) throws IOException {
    long counted;
    byte[] bytes;
    synchronized (this) {
      if (!changed && shippedThrough == savedShippedThrough) {
        return;
      }
      while (hours.size() > MOST_HOURS) {
        hours.pollFirstEntry();
        current = null; // It may have been that one.
      }
      counted = countedThrough;
      bytes = JSON.writeValueAsBytes(json(shippedThrough, now));
      changed = false;
    }
    try {
      saved.writeForGood(bytes); // Beside the lock: clicks are counted while the disk hangs.
    } catch (IOException | RuntimeException | Error e) {
      synchronized (this) {
        changed = true;
      }
      throw e;
    }
    synchronized (this) {
      savedThrough = counted;
      savedShippedThrough = shippedThrough;
    }
  }

  private ObjectNode json(long shippedThrough, Instant now) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 1);
    root.put("collector_id", collectorId);
    root.put("as_of", now.toString());
    root.put("counted_through", countedThrough);
    root.put("shipped_through", shippedThrough);
    var list = root.putArray("hours");
    for (Map.Entry<Instant, HourCount> hour : hours.entrySet()) {
      hour.getValue().write(list.addObject().put("hour", hour.getKey().toString()));
    }
    return root;
  }
}

package dev.tributary.capture.intake;

import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.ReservedFile;
import dev.tributary.capture.intake.CapturedEvent.Accepted;
import dev.tributary.capture.intake.SavedAccounting.DamagedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
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
      read();
    }
    savedThrough = countedThrough;
  }

  private void read() throws IOException {
    try {
      goOnFrom(SavedAccounting.read(file));
    } catch (DamagedException damage) {
      SavedAccounting spare = inItsRoom();
      if (spare != null) {
        LOG.warn(
            "The accounting {} is damaged: {}. A whole one is in its room and gone on from.",
            file,
            damage.getMessage());
        AtomicFile.writeForGood(file, Files.readAllBytes(saved.spare())); // Which is written over.
        goOnFrom(spare);
      } else {
        LOG.error(
            "The accounting {} is damaged: {}. It is set aside with the suffix .damaged; counting"
                + " starts anew from what the journal still holds.",
            file,
            damage.getMessage());
        setAside(".damaged");
      }
    }
  }

  /** A power loss may leave the last whole one there, or nothing but blanks. */
  private SavedAccounting inItsRoom() throws IOException {
    try {
      return SavedAccounting.read(saved.spare());
    } catch (DamagedException | NoSuchFileException e) {
      LOG.debug("There is no accounting in {}: {}", saved.spare(), e.getMessage());
      return null;
    }
  }

  private void goOnFrom(SavedAccounting found) throws IOException {
    if (!found.collectorId().equals(collectorId)) {
      LOG.warn(
          "The accounting {} is another collector's. It is set aside with the suffix .other;"
              + " counting starts anew from what the journal holds.",
          file);
      setAside(".other");
      return;
    }
    hours.putAll(found.hours());
    countedThrough = found.countedThrough();
    shippedThrough = found.shippedThrough();
  }

  private void setAside(String suffix) throws IOException {
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + suffix),
        StandardCopyOption.REPLACE_EXISTING);
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

  /** Counts an event of a picture that the journal refused: a picture is not sent again. */
  public synchronized void countLostPicture(Instant at) {
    hour(at).lostPictures++;
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
   * Replaces the file. One thread may. After a power loss it may be an older one, until {@link
   * #keepForGood}.
   *
   * @param shippedThrough the highest sequence that Kafka has acknowledged
   * @throws IOException when the disk refuses
   */
  public void save(long shippedThrough, Instant now) throws IOException {
    SavedAccounting copy;
    synchronized (this) {
      if (!changed && shippedThrough == savedShippedThrough) {
        return;
      }
      while (hours.size() > MOST_HOURS) {
        hours.pollFirstEntry();
        current = null; // It may have been that one.
      }
      copy = new SavedAccounting(collectorId, countedThrough, shippedThrough, copyOfHours());
      changed = false;
    }
    try {
      // Beside the lock: clicks are counted while weeks of hours become text, or the disk hangs.
      saved.writeWhole(copy.bytes(now));
    } catch (IOException | RuntimeException | Error e) {
      synchronized (this) {
        changed = true;
      }
      throw e;
    }
    synchronized (this) {
      savedThrough = copy.countedThrough();
      savedShippedThrough = shippedThrough;
    }
  }

  private NavigableMap<Instant, HourCount> copyOfHours() {
    NavigableMap<Instant, HourCount> copy = new TreeMap<>();
    hours.forEach((hour, count) -> copy.put(hour, count.copy()));
    return copy;
  }

  /**
   * Returns when what was saved survives a power loss, as it has to before the journal forgets what
   * it counts. By the thread that saves.
   *
   * @throws IOException when the disk refuses
   */
  public void keepForGood() throws IOException {
    saved.keepForGood();
  }
}

package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file that others change, as those see it who live by it: what it said last that could be
 * read. A copy may be kept beside it, so that a start that finds the file damaged or gone goes on
 * with its last good state too. Safe for any thread.
 *
 * @param <T> what the file says
 */
public final class LiveFile<T> {

  /** Understands the bytes of the file. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * What the bytes say.
     *
     * @throws IOException when they are damaged
     */
    T of(byte[] bytes) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
  private static final long AGAIN_NANOS = 1_000_000_000L;

  private final Path file;
  private final Keeping keeping;
  private final Reading<T> reading;
  private final LongSupplier nanos;
  private volatile T value;
  private volatile String fault;
  private volatile boolean known;
  private FileStamp seen = FileStamp.ABSENT;
  private byte[] unkept;
  private String keepingFault;
  private long faultAt;

  private enum Keeping {
    ALONE,
    COPIED
  }

  private LiveFile(Path file, Keeping keeping, Reading<T> reading, T absent, LongSupplier nanos) {
    this.file = file;
    this.keeping = keeping;
    this.reading = reading;
    this.nanos = nanos;
    this.value = absent;
    refresh();
    if (fault != null && keeping == Keeping.COPIED) {
      restore();
    }
  }

  /**
   * Reads a file for the first time.
   *
   * @param absent what a file says that was never there
   * @param nanos the monotonic clock
   */
  public static <T> LiveFile<T> alone(Path file, Reading<T> reading, T absent, LongSupplier nanos) {
    return new LiveFile<>(file, Keeping.ALONE, reading, absent, nanos);
  }

  /** The same with a copy of its last good state beside it, for one that holds no secret. */
  public static <T> LiveFile<T> copied(
      Path file, Reading<T> reading, T absent, LongSupplier nanos) {
    return new LiveFile<>(file, Keeping.COPIED, reading, absent, nanos);
  }

  /** What it said last; what an absent one says while none could be read. */
  public T value() {
    return value;
  }

  /** Whether the value is its own: false where it is there and neither it nor a copy was read. */
  public boolean known() {
    return known;
  }

  /** Why its newest state is not in use, or null when it is. */
  public String fault() {
    return fault;
  }

  /**
   * Takes its newest state over where it has changed. One that could not be read is tried again
   * every second, since what is mended about it, such as its permissions, need not show.
   */
  public synchronized void refresh() {
    if (fault != null && nanos.getAsLong() - faultAt < AGAIN_NANOS) {
      return;
    }
    try {
      FileStamp stamp = FileStamp.of(file);
      boolean gone = stamp.equals(FileStamp.ABSENT);
      boolean neverThere = gone && seen.equals(FileStamp.ABSENT) && !copied();
      if (!neverThere && (gone || fault != null || !stamp.equals(seen))) {
        take(Files.readAllBytes(file));
        seen = stamp;
      }
      fault = null;
      known = true;
      keep();
    } catch (IOException | RuntimeException e) {
      told(e);
    }
  }

  private boolean copied() {
    return keeping == Keeping.COPIED && Files.exists(GoodCopy.of(file));
  }

  private void take(byte[] bytes) throws IOException {
    value = reading.of(bytes);
    unkept = keeping == Keeping.COPIED ? bytes : null;
  }

  private void told(Exception cause) {
    String why = cause.toString().lines().findFirst().orElseThrow();
    String now = "The file " + file + " can't be used: " + why + ".";
    faultAt = nanos.getAsLong();
    if (!now.equals(fault)) {
      LOG.error("{} Its last good state goes on; mend or restore the file.", now);
    }
    fault = now;
  }

  private void restore() {
    Path copy = GoodCopy.of(file);
    try {
      value = reading.of(Files.readAllBytes(copy));
      known = true;
      LOG.warn("The last good state of {} was taken from {}.", file, copy);
    } catch (IOException | RuntimeException e) {
      LOG.error("There is no good copy of {} beside it: {}.", file, e.toString());
    }
  }

  /** Again at the next refresh where somebody is changing the file, or the disk refuses. */
  private void keep() {
    if (unkept == null) {
      return;
    }
    try {
      unkept = GoodCopy.keep(file, unkept) ? null : unkept;
      keepingFault = null;
    } catch (IOException e) {
      if (!e.toString().equals(keepingFault)) {
        LOG.warn("No copy of {} can be kept: {}. Free the disk.", file, e.toString());
      }
      keepingFault = e.toString();
    }
  }
}

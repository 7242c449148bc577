package dev.tributary.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One at a time among the threads and processes of a machine. Nobody waits longer than {@link
 * #PATIENCE}, and the operating system takes the turn back from a process that ends.
 */
final class Turn implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  /**
   * Threads of one process wait here. A process has the file open once at most, because closing it
   * frees all locks that the process has on it.
   */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Optional<ReentrantLock> thread;
  private final Optional<FileChannel> process;

  private Turn(Optional<ReentrantLock> thread, Optional<FileChannel> process) {
    this.thread = thread;
    this.process = process;
  }

  /**
   * Takes the turn as soon as nobody else has it. Where patience ends first, whoever waits is to
   * stop, or files can't be locked, it goes on without: order matters less than the commit.
   *
   * @param file made where it is not there; it stays
   */
  static Turn take(Path file) {
    ReentrantLock thread = THREADS.computeIfAbsent(file, any -> new ReentrantLock(true));
    if (!locked(thread)) {
      return new Turn(Optional.empty(), Optional.empty());
    }
    if (thread.getHoldCount() > 1) {
      return new Turn(Optional.of(thread), Optional.empty());
    }
    return new Turn(Optional.of(thread), locked(file));
  }

  private static boolean locked(ReentrantLock thread) {
    try {
      return thread.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false; // What is waited for will notice it.
    }
  }

  private static Optional<FileChannel> locked(Path file) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, CREATE, READ, WRITE);
      awaitLock(channel);
      return Optional.of(channel);
    } catch (IOException e) {
      LOG.warn(
          "Writers of other processes can't wait for {}: {}. Commits go on, and a slow one may lose"
              + " to quicker ones; make the file writable, on a disk with file locks.",
          file,
          e.toString());
      return closed(channel);
    }
  }

  private static void awaitLock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (channel.tryLock() == null
        && System.nanoTime() < deadline
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Optional<FileChannel> closed(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.warn("The file of turns can't be closed: {}.", e.toString());
    }
    return Optional.empty();
  }

  /** Gives it back; closing the file frees its lock. */
  @Override
  public void close() {
    try {
      if (process.isPresent()) {
        process.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A writer's turn can't be given back", e);
    } finally {
      thread.ifPresent(ReentrantLock::unlock);
    }
  }
}

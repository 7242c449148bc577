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

/**
 * One at a time among the threads and processes of a machine. Nobody waits longer than {@link
 * #PATIENCE}, and the operating system takes the turn back from a process that ends.
 */
final class Turn implements AutoCloseable {

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
   * Takes the turn as soon as nobody else has it; where patience ends first, goes on without.
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
    try {
      return new Turn(Optional.of(thread), Optional.of(locked(file)));
    } catch (IOException e) {
      thread.unlock();
      throw new UncheckedIOException(
          "Writers of " + file + " can't take turns: it can't be written. Make it writable.", e);
    }
  }

  private static boolean locked(ReentrantLock thread) {
    try {
      return thread.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false; // What is waited for will notice it.
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    while (channel.tryLock() == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return channel;
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

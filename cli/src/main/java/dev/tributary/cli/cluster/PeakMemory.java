package dev.tributary.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Watches processes: the most resident memory that each of them ever had, as Linux counts it, and
 * the processor time that they used since they were first seen.
 */
final class PeakMemory implements AutoCloseable {

  private static final long EVERY_MILLIS = 500;

  private final Supplier<Stream<ProcessHandle>> processes;
  private final Map<Long, Long> peaks = new HashMap<>();
  private final Map<Long, Duration> first = new HashMap<>();
  private final Map<Long, Duration> last = new HashMap<>();
  private final Thread watcher = new Thread(this::watch, "peak-memory");

  /** Watches from now on until it is closed. */
  PeakMemory(Supplier<Stream<ProcessHandle>> processes) {
    this.processes = processes;
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    processes
        .get()
        .forEach(
            process -> {
              // A fork is the size of its parent until it becomes the small program it was made
              // for.
              if (first.containsKey(process.pid())) {
                peaks.merge(process.pid(), highWaterBytes(process.pid()), Math::max);
              }
              process
                  .info()
                  .totalCpuDuration()
                  .ifPresent(
                      used -> {
                        first.putIfAbsent(process.pid(), used);
                        last.put(process.pid(), used);
                      });
            });
  }

  /** Peaks of all processes added up, in bytes: never less than what they had at one time. */
  synchronized long bytes() {
    return peaks.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The largest process's peak, in bytes. */
  synchronized long largestBytes() {
    return peaks.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  synchronized int processes() {
    return peaks.size();
  }

  /** Processor time of all processes, to half a second each. */
  synchronized Duration processorTime() {
    return last.entrySet().stream()
        .map(used -> used.getValue().minus(first.get(used.getKey())))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static long highWaterBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmHWM:")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return 0; // A process that has ended and is not yet collected has no memory.
    } catch (IOException ended) {
      return 0;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}

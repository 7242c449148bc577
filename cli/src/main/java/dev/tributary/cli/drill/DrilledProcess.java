package dev.tributary.cli.drill;

import dev.tributary.cli.launch.Supervised;
import dev.tributary.cli.output.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A command as anybody runs it, in a process that is there to be killed. It ends when the drill
 * does, however that ends, and whoever waits for it is told its last words instead of waiting for
 * ever.
 */
final class DrilledProcess implements AutoCloseable {

  private static final int LAST_WORDS = 8;

  /** A process that was killed is gone in a moment. */
  private static final Duration TO_DIE = Duration.ofSeconds(20);

  /** A server that is asked to end finishes what it has in hand. */
  private static final Duration TO_STOP = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private boolean outputEnded;

  private DrilledProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.reader = new Thread(this::read, "output-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param name for messages
   * @param log takes what it prints, after what is there
   */
  static DrilledProcess start(String name, List<String> command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Supervised.mark(builder);
    return new DrilledProcess(name, builder.start(), log);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Writer file =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.write(line + "\n");
        file.flush();
        heard(line);
      }
    } catch (IOException e) {
      heard("(output ended: " + e.getMessage() + ")"); // The pipe of a process that was killed.
    } finally {
      ended();
    }
  }

  private synchronized void heard(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void ended() {
    outputEnded = true;
    notifyAll();
  }

  /**
   * The address that a server says it is ready at.
   *
   * @throws Problem when it ended instead, or is not ready in time
   */
  String awaitReady(Duration patience) throws InterruptedException {
    String line = awaitLine(one -> one.startsWith("ready "), "say that it is ready", patience);
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /**
   * The first line that is asked for, printed already or not.
   *
   * @param what it is to do, for the message
   * @throws Problem when it ended before, or does not print it in time
   */
  synchronized String awaitLine(Predicate<String> wanted, String what, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (int next = 0; ; ) {
      for (; next < lines.size(); next++) {
        if (wanted.test(lines.get(next))) {
          return lines.get(next);
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (outputEnded) {
        throw problem("ended" + status() + " before it could " + what);
      }
      if (left <= 0) {
        throw problem("did not " + what + " within " + patience.toSeconds() + " s");
      }
      wait(left);
    }
  }

  /** Its exit code, where its output ended because it did. */
  private String status() throws InterruptedException {
    return process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS)
        ? " with " + process.exitValue()
        : "";
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits for its end, which has to be a good one. */
  void awaitSuccess(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw problem("did not end within " + patience.toSeconds() + " s");
    }
    reader.join(TO_DIE.toMillis());
    if (process.exitValue() != 0) {
      throw problem("failed with " + process.exitValue());
    }
  }

  /** Ends it the way a kill -9 does. */
  void kill() throws InterruptedException {
    if (!process.destroyForcibly().waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw problem("does not end although it was killed");
    }
    reader.join(TO_DIE.toMillis());
  }

  /** Asks it to end, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      throw problem("did not stop within " + TO_STOP.toSeconds() + " s");
    }
    reader.join(TO_DIE.toMillis());
  }

  /** What to say where it did not do as it should. */
  synchronized Problem problem(String what) {
    List<String> words = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    return new Problem(
        "The process " + name + " " + what + ".",
        words.isEmpty()
            ? "It printed nothing."
            : "The last that it printed:\n" + String.join("\n", words) + "\n",
        "The drill ended there: what is named above is to be mended.");
  }

  /** Ends what is left of it. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

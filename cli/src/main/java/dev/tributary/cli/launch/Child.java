package dev.tributary.cli.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a supervised process. It ends by itself when its standard input closes. */
final class Child {

  /** A layer that drains takes seconds; past this it is killed, which it must survive anyway. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final CountDownLatch ready;

  private Child(Process process, int readyLines) {
    this.process = process;
    this.ready = new CountDownLatch(readyLines);
  }

  /** Starts the process; each line that it prints to standard output goes to {@code lines}. */
  static Child start(ChildPlan plan, Consumer<String> lines) {
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(plan.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
      Supervised.mark(builder);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("The process " + plan.name() + " can't be started", e);
    }
    Child child = new Child(process, plan.readyLines());
    Thread reader = new Thread(() -> child.pump(lines), plan.name() + "-output");
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void pump(Consumer<String> lines) {
    try (BufferedReader reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
        if (line.startsWith("ready ")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      // The pipe of a process that was killed breaks in the middle of a line; its end is seen by
      // whoever waits for the process.
      lines.accept("(output ended: " + e.getMessage() + ")");
    }
  }

  boolean isReady() {
    return ready.getCount() == 0;
  }

  boolean awaitReady(Duration patience) throws InterruptedException {
    return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end and answers the exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks the process to end, and ends it when it does not. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}

package dev.tributary.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One command in a process of its own, with what it printed. */
final class Run implements AutoCloseable {

  private final Process process;
  private final Path errors;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
  private final Thread reader;

  private Run(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(this::read, "output-of-" + process.pid());
    reader.setDaemon(true);
  }

  /**
   * Starts {@code tributary} as the launcher does.
   *
   * @param home where the launcher's files are
   * @param argumentFile light, capture or full
   */
  static Run start(Path home, String argumentFile, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("cli/target/launch/" + argumentFile + ".args"));
    command.add("dev.tributary.cli.Tributary");
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(home, arguments[0], ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("TRIBUTARY_HOME", home.toString());
    builder.environment().remove("TRIBUTARY_DATA");
    Run run = new Run(builder.start(), errors);
    run.reader.start();
    return run;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        String[] words = line.split(" ");
        if (words.length == 3 && words[0].equals("ready")) {
          addresses.computeIfAbsent(words[1], server -> new CopyOnWriteArrayList<>()).add(words[2]);
        }
      }
    } catch (IOException e) {
      lines.add("(output ended: " + e + ")");
    }
  }

  /** Waits until a server said for the n-th time that it is ready. */
  void awaitReady(String server, int times) throws InterruptedException {
    Eventually.equal(
        "ready lines of " + server, times, () -> addresses.getOrDefault(server, List.of()).size());
  }

  /** Where its newest run listens. */
  String address(String server) {
    List<String> all = addresses.get(server);
    return all.get(all.size() - 1);
  }

  /** The child process that was started with that argument file. */
  ProcessHandle child(String argumentFile) {
    return process
        .descendants()
        .filter(
            child -> child.info().commandLine().orElse("").contains("/" + argumentFile + ".args"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No process of " + argumentFile + " is running"));
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** The exit code of a process that has to end within that time. */
  int endWithin(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("It still runs after " + patience.toSeconds() + " s");
    }
    return process.exitValue();
  }

  /** Waits for its end and answers the exit code. */
  int end() throws InterruptedException {
    Eventually.equal("process alive", false, process::isAlive);
    reader.join();
    return process.exitValue();
  }

  /** Asks it to end, as a service manager does. */
  void terminate() {
    process.destroy();
  }

  /** What it printed to standard output. */
  String output() {
    return String.join("\n", lines);
  }

  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends what is left of it, where a test failed before it could. */
  @Override
  public void close() {
    List<ProcessHandle> left = children();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
  }
}

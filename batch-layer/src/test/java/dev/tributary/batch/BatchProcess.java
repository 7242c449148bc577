package dev.tributary.batch;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.lake.LakeSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A batch in a process of its own, which can be killed. It prints every step as it reaches it. */
final class BatchProcess {

  private BatchProcess() {}

  /** Runs one day: the arguments are the data directory and the day. */
  public static void main(String[] arguments) throws IOException {
    DataDirectory data = new DataDirectory(Path.of(arguments[0]));
    try (SparkSession spark =
        LakeSession.builder("batch-process", data.run()).master("local[2]").getOrCreate()) {
      new NightlyBatch(
              spark,
              data,
              Config.defaults(),
              BatchWorld.MORNING,
              step -> System.out.println(step.name()))
          .run(BatchRequest.day(LocalDate.parse(arguments[1])));
      System.out.println("DONE");
    } catch (BatchRefusal refusal) {
      System.out.println("REFUSED " + refusal.getMessage());
    }
  }

  /** Starts it, with what comes before java on the command line. */
  static Process start(List<String> before, DataDirectory data, LocalDate day) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx768m");
    command.add("-XX:-UsePerfData");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(BatchProcess.class.getName());
    command.add(data.root().toString());
    command.add(day.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Kills it as soon as it says that step; answers all that it said. */
  static List<String> killAt(Step step, Process process) throws IOException {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (step != null && line.equals(step.name())) {
          process.toHandle().destroyForcibly(); // Leaves what it said readable.
        }
      }
    }
    return said;
  }
}

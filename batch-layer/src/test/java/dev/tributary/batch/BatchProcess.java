package dev.tributary.batch;

import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.stage.PartProgress;
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

/**
 * A batch in a process of its own, which can be killed. It prints every step as it reaches it, and
 * {@code PART 2} when the second part is written.
 */
final class BatchProcess {

  private BatchProcess() {}

  /** Runs days: the arguments are the data directory, first and last day, and settings. */
  public static void main(String[] arguments) throws IOException {
    DataDirectory data = new DataDirectory(Path.of(arguments[0]));
    Config config = Config.defaults();
    for (String setting : List.of(arguments).subList(3, arguments.length)) {
      config = config.with(setting.split("=")[0], setting.split("=")[1]);
    }
    try (SparkSession spark =
        LakeSession.builder("batch-process", data.run()).master("local[2]").getOrCreate()) {
      new NightlyBatch(spark, data, config, BatchWorld.MORNING, new Told())
          .run(BatchRequest.days(LocalDate.parse(arguments[1]), LocalDate.parse(arguments[2])));
      System.out.println("DONE");
    } catch (BatchRefusal refusal) {
      System.out.println("REFUSED " + refusal.getMessage());
    }
  }

  private static final class Told implements Step.Listener {
    @Override
    public void reached(Step step) {
      System.out.println(step.name());
    }

    @Override
    public void written(PartProgress part) {
      System.out.println("PART " + part.part());
    }
  }

  /** Starts it, with what comes before java on the command line. */
  static Process start(List<String> before, DataDirectory data, DayRange days, String... settings)
      throws IOException {
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
    command.add(days.from().toString());
    command.add(days.to().toString());
    command.addAll(List.of(settings));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Kills it as soon as it says that; answers all that it said. */
  static List<String> killAt(String last, Process process) throws IOException {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.equals(last)) {
          process.toHandle().destroyForcibly(); // Leaves what it said readable.
        }
      }
    }
    return said;
  }
}

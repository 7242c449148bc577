package dev.tributary.cli.command;

import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.cli.drill.BatchKills;
import dev.tributary.cli.drill.CaptureKills;
import dev.tributary.cli.drill.ClusterBatch;
import dev.tributary.cli.drill.Finding;
import dev.tributary.cli.drill.PlatformKills;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Progress;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.speed.stream.KafkaTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses failures. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list | capture-kills | platform-kills | batch-kills | cluster",
    description = {
      "Rehearses a failure on scratch data and proves that nothing acknowledged was lost; exits 1"
          + " when something was."
    },
    footer = {
      "",
      "Example:",
      "  tributary drill capture-kills --times 50 --seed 7",
      "  tributary drill platform-kills --times 50 --seed 5"
    })
public final class DrillCommand implements Runnable {

  private static final String KILLS =
      "Kills the capture layer with -9 at random moments of its life, in all durability modes, and"
          + " looks in Kafka for everything that it had acknowledged.";

  private static final String PLATFORM_KILLS =
      "Kills Kafka, the speed layer and nightly runs with -9 while events arrive and readers read,"
          + " and compares raw log, final and provisional credit with what was sent, and the speed"
          + " layer built anew with the batch.";

  private static final String BATCH_KILLS =
      "Kills a nightly run with -9 at each of its steps, then at random moments, and looks whether"
          + " readers see the old publication or the new one, whole.";

  private static final String CLUSTER =
      "Runs a night by itself, then by spark-submit on a cluster of two workers, then there again"
          + " while one worker is killed with -9, and compares the credit row for row.";

  /** What makes two drills alike. */
  static final class Seed {

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "1",
        description = "Of what is left to chance: moments, parts, visitors (1).")
    private long value;
  }

  @Mixin private Output output = new Output();

  /** Without a verb the drills are listed. */
  @Override
  public void run() {
    list(output);
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints the drills there are.")
  void list(@Mixin Output output) {
    try (RowWriter rows = output.open(List.of("drill", "summary"))) {
      rows.row("capture-kills", KILLS);
      rows.row("platform-kills", PLATFORM_KILLS);
      rows.row("batch-kills", BATCH_KILLS);
      rows.row("cluster", CLUSTER);
    }
  }

  @Command(name = "capture-kills", mixinStandardHelpOptions = true, description = KILLS)
  int captureKills(
      @Mixin Output output,
      @Option(names = "--times", paramLabel = "N", defaultValue = "300") int times,
      @Mixin Seed seed)
      throws IOException, InterruptedException {
    try (DrillFolder folder = DrillFolder.make()) {
      return print(output, kill(folder.path(), times, seed.value));
    }
  }

  @Command(name = "platform-kills", mixinStandardHelpOptions = true, description = PLATFORM_KILLS)
  int platformKills(
      @Mixin Output output,
      @Option(
              names = "--times",
              paramLabel = "N",
              defaultValue = "12",
              description = "Kills, a quarter of them for each part (12).")
          int times,
      @Mixin Seed seed)
      throws IOException, InterruptedException {
    try (DrillFolder folder = DrillFolder.make()) {
      return print(
          output,
          new PlatformKills(folder.path(), seed.value)
              .run(
                  times,
                  (done, what, took) ->
                      System.err.printf(
                          Locale.ROOT,
                          "kill %d of %d: %s, %.1f s%n",
                          done,
                          times,
                          what,
                          took.toMillis() / 1e3)));
    }
  }

  @Command(name = "batch-kills", mixinStandardHelpOptions = true, description = BATCH_KILLS)
  int batchKills(
      @Mixin Output output,
      @Option(
              names = "--times",
              paramLabel = "N",
              defaultValue = "12",
              description = "Kills, the first of them at each step in turn (12).")
          int times,
      @Mixin Seed seed)
      throws IOException, InterruptedException {
    try (DrillFolder folder = DrillFolder.make();
        Progress progress = Progress.of("Killing batches", "times", times)) {
      return print(output, new BatchKills(folder.path(), seed.value).run(times, progress::reach));
    }
  }

  @Command(name = "cluster", mixinStandardHelpOptions = true, description = CLUSTER)
  int cluster(@Mixin Output output) throws IOException, InterruptedException {
    try (DrillFolder folder = DrillFolder.make();
        Progress progress = Progress.of("Submitting batches", "runs", 3)) {
      return print(output, new ClusterBatch(folder.path()).run(progress::reach));
    }
  }

  private static int print(Output output, List<Finding> findings) {
    try (RowWriter rows = output.open(List.of("what", "value", "bound", "held"))) {
      findings.forEach(one -> rows.row(one.what(), one.value(), one.bound(), one.held()));
    }
    return findings.stream().allMatch(Finding::held) ? 0 : 1;
  }

  private static List<Finding> kill(Path folder, int times, long seed)
      throws IOException, InterruptedException {
    DataDirectory data = new DataDirectory(folder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(data.kafka(), 0));
        Progress progress = Progress.of("Killing capture", "times", times)) {
      try (KafkaTopics topics = new KafkaTopics(broker.bootstrapServers())) {
        topics.make(Config.of(Map.of()));
      }
      return new CaptureKills(folder, broker.bootstrapServers(), seed).run(times, progress::reach);
    }
  }
}

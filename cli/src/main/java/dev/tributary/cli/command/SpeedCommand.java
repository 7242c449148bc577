package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.Stop;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.KafkaSettings;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.lake.LakeSession;
import dev.tributary.speed.SpeedException;
import dev.tributary.speed.SpeedLayer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The speed layer alone, on a broker that runs elsewhere. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description = {
      "Reads events from Kafka until it is stopped: to the raw log, and to provisional credit.",
      "Needs kafka.bootstrap_servers; 'tributary up' runs the same beside its own broker."
    },
    footer = {
      "",
      "Example:",
      "  tributary speed --data data --set kafka.bootstrap_servers=127.0.0.1:9092"
    })
public final class SpeedCommand implements Callable<Integer> {

  private static final long WATCH_SECONDS = 2;

  @Mixin private DataOptions options = new DataOptions();

  @Override
  public Integer call() throws InterruptedException {
    String kafka = options.config().value(KafkaSettings.BOOTSTRAP_SERVERS);
    if (kafka.isEmpty()) {
      throw new Problem(
          "The speed layer has no broker to read from.",
          "kafka.bootstrap_servers is not set.",
          "Give --set kafka.bootstrap_servers=HOST:PORT, or run 'tributary up', which brings a"
              + " broker.");
    }
    Config config = options.serverConfig();
    DataDirectory data = new DataDirectory(options.data());
    try (Stop stop = new Stop()) {
      stop.with(OwnedDirectory.claim(data.lock("platform"), "platform"));
      SparkSession spark =
          LakeSession.builder("tributary-speed", data.run().resolve("speed"), config).getOrCreate();
      stop.with(spark::stop);
      SpeedLayer speed =
          stop.with(SpeedLayer.start(spark, data, config, kafka, InstantSource.system()));
      System.out.println("ready speed " + kafka);
      while (!stop.await(WATCH_SECONDS, TimeUnit.SECONDS)) {
        Optional<SpeedException> failure = speed.failure();
        if (failure.isPresent()) {
          throw failure.get();
        }
      }
      return 0;
    } catch (DataException | SpeedException e) {
      throw new Problem(e.getMessage(), e);
    }
  }
}

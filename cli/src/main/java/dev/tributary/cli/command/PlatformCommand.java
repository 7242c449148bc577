package dev.tributary.cli.command;

import dev.tributary.broker.BrokerException;
import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.PortNumber;
import dev.tributary.cli.launch.Stop;
import dev.tributary.cli.links.RegisteredLinks;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.KafkaSettings;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.ServingSettings;
import dev.tributary.core.view.LaneProgress;
import dev.tributary.lake.LakeSession;
import dev.tributary.serving.http.Beside;
import dev.tributary.serving.http.ServingException;
import dev.tributary.serving.http.ServingServer;
import dev.tributary.speed.SpeedException;
import dev.tributary.speed.SpeedLayer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The platform's process beside capture: Kafka, the speed layer and serving in one JVM. */
@Command(
    name = "platform",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Kafka, the speed layer, the API and the dashboard in this process. 'tributary up' runs"
          + " it beside capture and starts it again when it dies.",
      "Stops cleanly on Ctrl-C or SIGTERM."
    },
    footer = {"", "Example:", "  tributary platform --data data --serve-port 8080"})
public final class PlatformCommand implements Callable<Integer> {

  private static final long WATCH_SECONDS = 2;

  @Mixin private DataOptions options = new DataOptions();

  @Option(
      names = "--serve-port",
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "API and dashboard (8080).")
  private int servePort = 8080;

  @Option(
      names = "--kafka-port",
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "Embedded Kafka (9092).")
  private int kafkaPort = 9092;

  @Override
  public Integer call() throws InterruptedException {
    options.localLake(); // The dashboard reads local files: better said before Kafka starts.
    Config config = options.serverConfig();
    DataDirectory data = new DataDirectory(options.data());
    try (Stop stop = new Stop()) {
      stop.with(OwnedDirectory.claim(data.lock("platform"), "platform"));
      String kafka = kafka(stop, data, config);
      SparkSession spark =
          LakeSession.builder("tributary-platform", data.run().resolve("platform"), config)
              .getOrCreate();
      stop.with(spark::stop);
      SpeedLayer speed =
          stop.with(SpeedLayer.start(spark, data, config, kafka, InstantSource.system()));
      ServingServer serving =
          stop.with(
              ServingServer.start(
                  data,
                  config,
                  servePort,
                  kafka,
                  InstantSource.system(),
                  new Beside(
                      () -> progress(speed),
                      new RegisteredLinks(data, config, InstantSource.system()))));
      System.out.println(
          "ready dashboard http://" + config.value(ServingSettings.HOST) + ":" + serving.port());
      return watch(stop, speed);
    } catch (DataException | BrokerException | ServingException | SpeedException e) {
      throw new Problem(e.getMessage(), e);
    }
  }

  /** The external cluster where one is configured, otherwise the embedded broker. */
  private String kafka(Stop stop, DataDirectory data, Config config) {
    String external = config.value(KafkaSettings.BOOTSTRAP_SERVERS);
    if (!external.isEmpty()) {
      return external;
    }
    EmbeddedBroker broker =
        stop.with(EmbeddedBroker.start(new BrokerOptions(data.kafka(), kafkaPort)));
    System.out.println("ready kafka " + broker.bootstrapServers());
    return broker.bootstrapServers();
  }

  /** A lane that ended by itself ends the process: the supervisor starts it again. */
  private static int watch(Stop stop, SpeedLayer speed) throws InterruptedException {
    while (!stop.await(WATCH_SECONDS, TimeUnit.SECONDS)) {
      Optional<SpeedException> failure = speed.failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
    return 0;
  }

  private static List<LaneProgress> progress(SpeedLayer speed) {
    return speed.status().stream()
        .map(
            lane ->
                new LaneProgress(lane.lane(), lane.processed(), lane.available(), lane.running()))
        .toList();
  }
}

package dev.tributary.cli.command;

import dev.tributary.broker.BrokerException;
import dev.tributary.broker.BrokerOptions;
import dev.tributary.broker.EmbeddedBroker;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.Stop;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.speed.SpeedException;
import dev.tributary.speed.stream.KafkaTopics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The embedded broker alone. */
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the embedded Kafka alone, for layers that run apart on this machine.",
      "Stops cleanly on Ctrl-C or SIGTERM."
    },
    footer = {"", "Example:", "  tributary kafka --data data --kafka-port 9092"})
public final class KafkaCommand implements Callable<Integer> {

  @Mixin private DataOptions options = new DataOptions();

  @Option(
      names = {"--kafka-port", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on (9092; 0 picks a free one).")
  private int port = 9092;

  @Override
  public Integer call() throws InterruptedException {
    try (Stop stop = new Stop()) {
      EmbeddedBroker broker =
          stop.with(
              EmbeddedBroker.start(
                  new BrokerOptions(new DataDirectory(options.data()).kafka(), port)));
      try (KafkaTopics topics = new KafkaTopics(broker.bootstrapServers())) {
        topics.make(options.config());
      }
      System.out.println("ready kafka " + broker.bootstrapServers());
      stop.await();
      return 0;
    } catch (BrokerException | SpeedException e) {
      throw new Problem(e.getMessage(), e);
    }
  }
}

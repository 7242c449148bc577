package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.demo.DemoMarker;
import dev.tributary.cli.launch.Platform;
import dev.tributary.cli.launch.Ports;
import dev.tributary.cli.launch.Stop;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole platform: two processes, each started again when it dies. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole platform on this machine: capture in one process, Kafka, Spark and the"
          + " dashboard in another. Batch, import, query and the others run beside it.",
      "Stops cleanly on Ctrl-C or SIGTERM."
    },
    footer = {"", "Example:", "  tributary up --data data --serve-port 8080"})
public final class UpCommand implements Callable<Integer> {

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private Ports ports = new Ports();

  @Override
  public Integer call() throws InterruptedException {
    DemoMarker.refuse(data.data());
    data.localLake(); // The dashboard reads local files: better said before anything starts.
    try (Stop stop = new Stop()) {
      Platform platform = stop.with(Platform.start(data, ports, List.of()));
      platform.awaitEnd();
    }
    return 0;
  }
}

package dev.tributary.cli.command;

import dev.tributary.capture.CaptureException;
import dev.tributary.capture.CaptureOptions;
import dev.tributary.capture.CaptureServer;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.PortNumber;
import dev.tributary.cli.launch.Stop;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.KafkaSettings;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The capture layer alone. */
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the capture layer: redirects of registered links and the collector of events, over a"
          + " journal that survives kill -9 and goes to Kafka when Kafka is there.",
      "Stops cleanly on Ctrl-C or SIGTERM."
    },
    footer = {
      "",
      "Example:",
      "  tributary capture --port 8081 --set kafka.bootstrap_servers=127.0.0.1:9092"
    })
public final class CaptureCommand implements Callable<Integer> {

  /** Where 'tributary up' runs the embedded broker unless told otherwise. */
  private static final String EMBEDDED = "127.0.0.1:9092";

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = {"--port", "--capture-port"},
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "Port to listen on (8081; 0 picks a free one).")
  private int port = 8081;

  @Override
  public Integer call() throws InterruptedException {
    Config config = data.config();
    String configured = config.value(KafkaSettings.BOOTSTRAP_SERVERS);
    String servers = configured.isEmpty() ? EMBEDDED : configured;
    CaptureOptions options =
        new CaptureOptions(
            new DataDirectory(data.data()), config, port, () -> servers, InstantSource.system());
    try (Stop stop = new Stop()) {
      CaptureServer server = stop.with(start(options));
      System.out.println(
          "ready capture "
              + (config.value(CaptureSettings.TLS_CERTIFICATE).isEmpty() ? "http" : "https")
              + "://"
              + config.value(CaptureSettings.HOST)
              + ":"
              + server.port());
      stop.await();
    }
    return 0;
  }

  private static CaptureServer start(CaptureOptions options) {
    try {
      return CaptureServer.start(options);
    } catch (CaptureException | DataException e) {
      throw new Problem(e.getMessage(), e);
    }
  }
}

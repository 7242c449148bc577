package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.PortNumber;
import dev.tributary.cli.links.RegisteredLinks;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.KafkaSettings;
import dev.tributary.serving.http.Beside;
import dev.tributary.serving.http.ServingException;
import dev.tributary.serving.http.ServingServer;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The API and the dashboard alone. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the API and the dashboard until it is stopped.",
      "Live figures need kafka.bootstrap_servers; without it the tables' figures are shown."
    },
    footer = {
      "",
      "Example:",
      "  tributary serve --port 8080 --set kafka.bootstrap_servers=127.0.0.1:9092"
    })
public final class ServeCommand implements Callable<Integer> {

  @Mixin private DataOptions options = new DataOptions();

  @Option(
      names = "--port",
      converter = PortNumber.class,
      defaultValue = "8080",
      description = "Port; 0 picks a free one (8080).")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    options.localLake(); // Tables in S3 are refused with a sentence, not a stack.
    Config config = options.serverConfig();
    DataDirectory data = new DataDirectory(options.data());
    InstantSource clock = InstantSource.system();
    ServingServer server;
    try {
      server =
          ServingServer.start(
              data,
              config,
              port,
              config.value(KafkaSettings.BOOTSTRAP_SERVERS),
              clock,
              Beside.links(new RegisteredLinks(data, config, clock)));
    } catch (ServingException e) {
      throw new Problem(e.getMessage(), e);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                }));
    System.out.println("ready dashboard http://127.0.0.1:" + server.port());
    stopped.await();
    return 0;
  }
}

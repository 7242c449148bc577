package dev.tributary.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, one node) inside this process, with its data under a directory of the
 * caller's. The same client code runs against an external cluster.
 *
 * <p>A single node's {@code acks=all} survives a kill of the process, not a power loss.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the broker and returns once it accepts connections, after about three seconds.
   *
   * @throws BrokerException when the port is taken or the directory can't be used
   */
  public static EmbeddedBroker start(BrokerOptions options) {
    int port = options.port() == 0 ? FreePort.any() : options.port();
    FreePort.require(port);
    Path logs = options.directory().resolve("logs").toAbsolutePath();
    Properties properties = BrokerProperties.of(logs, port, FreePort.any());
    Storage.formatOnce(options.directory(), logs, properties);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops cleanly; the data stays. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** The one-time preparation of a log directory. */
  private static final class Storage {

    private Storage() {}

    static void formatOnce(Path directory, Path logs, Properties properties) {
      if (Files.exists(logs.resolve("meta.properties"))) {
        return;
      }
      try {
        Files.createDirectories(logs);
        Path file = directory.resolve("format.properties");
        try (var writer = Files.newBufferedWriter(file)) {
          properties.store(writer, "made by the embedded broker");
        }
        int status =
            kafka.tools.StorageTool.execute(
                new String[] {
                  "format",
                  "-t",
                  Uuid.randomUuid().toString(),
                  "-c",
                  file.toString(),
                  "--ignore-formatted"
                },
                new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        if (status != 0) {
          throw new BrokerException(
              "The broker's directory "
                  + directory
                  + " could not be prepared (status "
                  + status
                  + "). Remove the directory if nothing in it is needed, and start again.",
              null);
        }
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The broker can't write its directory " + directory + ": " + e.getMessage(), e);
      }
    }
  }
}

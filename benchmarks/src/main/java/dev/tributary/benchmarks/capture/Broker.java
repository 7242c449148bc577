package dev.tributary.benchmarks.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker that can be taken away and brought back at the same place. */
final class Broker implements AutoCloseable {

  private final CaptureCommands commands;
  private final Path data;
  private final int port;
  private final int processor;
  private ServerProcess process;

  Broker(CaptureCommands commands, Path data, int port, int processor) {
    this.commands = commands;
    this.data = data;
    this.port = port;
    this.processor = processor;
  }

  void start() throws IOException {
    Files.createDirectories(data);
    process =
        ServerProcess.start(
            commands.broker(data, port), port, processor, data.resolveSibling("broker.log"));
  }

  void stop() {
    process.close();
    process = null;
  }

  @Override
  public void close() {
    if (process != null) {
      stop();
    }
  }
}

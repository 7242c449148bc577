package dev.tributary.cli.launch;

import picocli.CommandLine.Option;

/** The ports of a run that has several servers; 0 picks a free one. */
public final class Ports {

  @Option(
      names = "--capture-port",
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "Port of redirects and events (8081; 0 picks a free one).")
  private int capture = 8081;

  @Option(
      names = {"--serve-port", "--port"},
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "Port of the API and the dashboard (8080; 0 picks a free one).")
  private int serve = 8080;

  @Option(
      names = "--kafka-port",
      converter = PortNumber.class,
      paramLabel = "PORT",
      description = "Port of the embedded Kafka (9092; 0 picks a free one).")
  private int kafka = 9092;

  public int capture() {
    return capture;
  }

  public int serve() {
    return serve;
  }

  public int kafka() {
    return kafka;
  }
}

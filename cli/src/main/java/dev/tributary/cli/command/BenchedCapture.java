package dev.tributary.cli.command;

import dev.tributary.benchmarks.capture.CaptureCommands;
import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Campaign;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the benchmark of capture starts: our own commands, as anybody would. */
final class BenchedCapture implements CaptureCommands {

  @Override
  public List<String> capture(Path data, int port, Map<String, String> settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of("capture", "--data", data.toString(), "--port", Integer.toString(port)));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return JavaProcess.command("capture", List.of(), arguments);
  }

  @Override
  public List<String> broker(Path data, int port) {
    return JavaProcess.command(
        "full",
        List.of("-Xmx512m"),
        List.of("kafka", "--data", data.toString(), "--kafka-port", Integer.toString(port)));
  }

  @Override
  public void registerLink(Path data, String destination) {
    new LinkRegistry(new DataDirectory(data).capture().resolve("links.json"))
        .add(
            new Link(
                "launch",
                destination,
                new Campaign("newsletter", "email", "launch", null, null, null),
                Instant.now(),
                "bench",
                LinkStatus.ACTIVE,
                null));
  }
}

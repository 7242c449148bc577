package dev.tributary.cli.command;

import dev.tributary.capture.CaptureException;
import dev.tributary.capture.sender.Sender;
import dev.tributary.capture.sender.SenderRegistry;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The servers that may post events. */
@Command(
    name = "senders",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "add | list | remove",
    description = {
      "Registers servers that post events, each with a key and a quota. As soon as one is"
          + " registered, capture takes no event from a server without a key; pages of configured"
          + " origins need none. A running capture takes changes over at once."
    },
    footer = {
      "",
      "Example:",
      "  tributary senders add shop-backend --events-per-minute 60000",
      "  curl -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json'"
          + " --data-binary @events.json http://127.0.0.1:8081/v1/events"
    })
public final class SendersCommand implements Runnable {

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private Output output = new Output();

  /** Without a verb the senders are listed. */
  @Override
  public void run() {
    list(data, output);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Registers a sender and prints its key, which is kept nowhere; a known name gets another"
              + " key.")
  void add(
      @Mixin DataOptions where,
      @Mixin Output output,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--events-per-minute",
              paramLabel = "N",
              description = "Its quota; 0, the default, is none.")
          long quota) {
    String key;
    try {
      key = registry(where).add(name, quota);
    } catch (CaptureException e) {
      throw new Problem(e.getMessage(), e);
    }
    try (RowWriter rows = output.open(List.of("name", "key", "events_per_minute"))) {
      rows.row(name, key, quota);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Prints the senders, without keys.")
  void list(@Mixin DataOptions where, @Mixin Output output) {
    List<Sender> senders;
    try {
      senders = registry(where).list();
    } catch (IOException e) {
      throw new Problem(
          "The senders can't be read: " + e.getMessage() + ". Mend or restore the file.", e);
    }
    try (RowWriter rows = output.open(List.of("name", "events_per_minute"))) {
      senders.forEach(sender -> rows.row(sender.name(), sender.eventsPerMinute()));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Takes a sender's key away.",
        "Without any sender left, any server that reaches the port may post events without a key."
      })
  void remove(@Mixin DataOptions where, @Parameters(paramLabel = "NAME") String name) {
    try {
      if (registry(where).remove(name) == 0) {
        System.err.println(
            "No sender is registered any more: any server that reaches the port may post events"
                + " without a key. 'tributary senders add NAME' asks for keys again.");
      }
    } catch (CaptureException e) {
      throw new Problem(e.getMessage(), e);
    }
  }

  private static SenderRegistry registry(DataOptions where) {
    return new SenderRegistry(new DataDirectory(where.data()).capture().resolve("senders.json"));
  }
}

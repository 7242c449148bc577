package dev.tributary.cli;

import static dev.tributary.cli.CommandEntry.Weight.CAPTURE;
import static dev.tributary.cli.CommandEntry.Weight.FULL;
import static dev.tributary.cli.CommandEntry.Weight.LIGHT;
import static dev.tributary.cli.CommandEntry.Weight.SCRIPT;

import dev.tributary.core.config.Distance;
import java.util.List;

/** The register of commands, in the order of the overview. */
final class Commands {

  static final List<CommandEntry> ALL =
      List.of(
          new CommandEntry(
              "demo", LIGHT, "DemoCommand", "the whole platform with a launch's worth of traffic"),
          new CommandEntry(
              "up", LIGHT, "UpCommand", "the whole platform: capture, Kafka, Spark, dashboard"),
          new CommandEntry(
              "capture", CAPTURE, "CaptureCommand", "redirects and the collector of events, alone"),
          new CommandEntry(
              "platform",
              FULL,
              "PlatformCommand",
              "Kafka, speed layer and dashboard in one process"),
          new CommandEntry("speed", FULL, "SpeedCommand", "the speed layer alone"),
          new CommandEntry("serve", FULL, "ServeCommand", "the API and the dashboard alone"),
          new CommandEntry("links", LIGHT, "LinksCommand", "registers and checks redirect links"),
          new CommandEntry("senders", LIGHT, "SendersCommand", "servers that may post events"),
          new CommandEntry(
              "import", FULL, "ImportCommand", "brings files in: events, spend, rates"),
          new CommandEntry(
              "complete", LIGHT, "CompleteCommand", "whether all that was accepted has arrived"),
          new CommandEntry("kafka", FULL, "KafkaCommand", "the embedded Kafka alone"),
          new CommandEntry("batch", FULL, "BatchCommand", "publishes final credit of days"),
          new CommandEntry(
              "publications",
              FULL,
              "PublicationsCommand",
              "lists publications, or goes back to one"),
          new CommandEntry("fit", FULL, "FitCommand", "fits models to published days"),
          new CommandEntry(
              "compact", FULL, "CompactCommand", "joins small files and removes old ones"),
          new CommandEntry("query", LIGHT, "QueryCommand", "read-only SQL over the tables"),
          new CommandEntry(
              "explain", LIGHT, "ExplainCommand", "why an order's credit is what it is"),
          new CommandEntry(
              "reconcile", LIGHT, "ReconcileCommand", "provisional beside final credit of a day"),
          new CommandEntry(
              "roas", LIGHT, "RoasCommand", "spend beside what it earned, in one currency"),
          new CommandEntry(
              "attribute", LIGHT, "AttributeCommand", "credits a table of paths by every model"),
          new CommandEntry(
              "classify", LIGHT, "ClassifyCommand", "source, channel and device of lines"),
          new CommandEntry(
              "validate", LIGHT, "ValidateCommand", "verdicts on events, line by line"),
          new CommandEntry("stitch", LIGHT, "StitchCommand", "identifiers to persons"),
          new CommandEntry(
              "rules", LIGHT, "RulesCommand", "channel rules: show, rehearse a change, publish"),
          new CommandEntry(
              "simulate", LIGHT, "SimulateCommand", "simulated events and the truth behind them"),
          new CommandEntry("bench", LIGHT, "BenchCommand", "our figures beside a peer's"),
          new CommandEntry(
              "drill", FULL, "DrillCommand", "rehearses a failure and proves that nothing is lost"),
          new CommandEntry("test", SCRIPT, "none", "everything that the build checks"));

  private Commands() {}

  /** The command of that name, or null where there is none. */
  static CommandEntry named(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst().orElse(null);
  }

  /** Why no command of that name runs, and what to do. */
  static String unknown(String name) {
    return "There is no command '"
        + name
        + "'"
        + Distance.hint(name, ALL.stream().map(CommandEntry::name).toList())
        + ". Run 'tributary --help' for all of them.";
  }

  static String overview() {
    StringBuilder text =
        new StringBuilder("Usage: tributary COMMAND [OPTIONS]\n\n")
            .append("Credits conversions to the marketing touches that earned them.\n\n");
    for (CommandEntry entry : ALL) {
      text.append(String.format("  %-14s %s%n", entry.name(), entry.summary()));
    }
    return text.append("\n'tributary COMMAND --help' tells its options and gives an example.\n")
        .toString();
  }
}

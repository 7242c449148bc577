package dev.tributary.cli.command;

import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.simulator.Rates;
import dev.tributary.simulator.Simulation;
import dev.tributary.simulator.SimulationFiles;
import dev.tributary.simulator.SimulationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes simulated events and the truth behind them. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Writes simulated events (events.jsonl) and what really happened (truth.json).",
    footer = {
      "",
      "Example:",
      "  tributary simulate --out sample --visitors 200 --days 7 --seed 1 --to 2026-03-14"
    })
public final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Output output = new Output();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Option(names = "--visitors", defaultValue = "1000", description = "Persons (1000).")
  private int visitors;

  @Option(names = "--days", defaultValue = "14", description = "Days of history (14).")
  private int days;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of all chance (1).")
  private long seed;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day (yesterday, in UTC).")
  private LocalDate to;

  @Option(names = "--late", paramLabel = "P", description = "Share of late events (0.02).")
  private double late = Rates.USUAL.late();

  @Option(names = "--duplicates", paramLabel = "P", description = "Share sent twice (0.02).")
  private double duplicates = Rates.USUAL.duplicates();

  @Option(names = "--bots", paramLabel = "P", description = "Machines per visitor (0.03).")
  private double bots = Rates.USUAL.bots();

  @Option(names = "--cross-device", paramLabel = "P", description = "Two devices (0.15).")
  private double crossDevice = Rates.USUAL.crossDevice();

  @Option(names = "--denied", paramLabel = "P", description = "Refuse analytics (0.05).")
  private double denied = Rates.USUAL.denied();

  @Override
  public Integer call() throws IOException {
    SimulationOptions options;
    try {
      LocalDate lastDay = to == null ? LocalDate.now(Clock.systemUTC()).minusDays(1) : to;
      options =
          new SimulationOptions(
              seed,
              visitors,
              days,
              lastDay,
              new Rates(late, duplicates, bots, crossDevice, denied));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Simulation simulation = Simulation.of(options);
    SimulationFiles.write(simulation, out);
    try (RowWriter rows = output.open(List.of("events", "persons", "orders", "folder"))) {
      rows.row(
          simulation.events().size(),
          simulation.truth().persons().size(),
          simulation.truth().orders().size(),
          out);
    }
    return 0;
  }
}

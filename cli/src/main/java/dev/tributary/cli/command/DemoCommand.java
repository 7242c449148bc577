package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.demo.Demo;
import dev.tributary.cli.launch.Ports;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole platform embedded, with a launch's worth of simulated traffic. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole platform and drives simulated traffic through it over HTTP: the last two weeks"
          + " as history, today's launch live. The nightly batch then publishes the days up to"
          + " yesterday, and the report compares it all with the truth.",
      "With --once it exits after the report, otherwise the platform runs on."
    },
    footer = {"", "Example:", "  tributary demo --once --visitors 2000 --data data/demo"})
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private Ports ports = new Ports();

  @Option(names = "--once", description = "Exit after the report.")
  private boolean once;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all chance (1).")
  private long seed = 1;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      description = "Persons of the history (15500, about 100,000 events).")
  private int visitors = 15_500;

  @Override
  public Integer call() throws InterruptedException {
    if (visitors < 1) {
      throw new ParameterException(spec.commandLine(), "--visitors must be at least 1.");
    }
    new Demo(data, ports, seed, visitors, InstantSource.system())
        .run(once ? Demo.Ending.STOP : Demo.Ending.RUN_ON);
    return 0;
  }
}

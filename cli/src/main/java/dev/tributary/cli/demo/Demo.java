package dev.tributary.cli.demo;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.cli.launch.Platform;
import dev.tributary.cli.launch.Ports;
import dev.tributary.cli.launch.Stop;
import dev.tributary.core.config.DataDirectory;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The platform at work: simulated traffic over real HTTP, from the click to the explained number.
 */
public final class Demo {

  /** What happens after the report. */
  public enum Ending {
    /** The platform stops. */
    STOP,
    /** The platform runs on until it is told to stop. */
    RUN_ON
  }

  private final DataOptions options;
  private final Ports ports;
  private final DemoSize size;

  /**
   * @param visitors persons of the history
   */
  public Demo(DataOptions options, Ports ports, long seed, int visitors, InstantSource clock) {
    this.options = options;
    this.ports = ports;
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    this.size = new DemoSize(seed, visitors, today.minusDays(1));
  }

  /** Runs the demo; whatever was started is stopped before it returns. */
  public void run(Ending ending) throws InterruptedException {
    DemoMarker.claim(options.data(), size);
    DemoLinks.register(new DataDirectory(options.data()), InstantSource.system());
    try (Stop stop = new Stop()) {
      Platform platform = stop.with(Platform.start(options, ports, JavaProcess.shortLived()));
      new DemoRun(options, size, platform).run();
      if (ending == Ending.RUN_ON) {
        System.out.println();
        System.out.println(
            "The platform runs on: open " + platform.address("dashboard") + "/ ; Ctrl-C stops it.");
        platform.awaitEnd();
      }
    }
  }
}

package dev.tributary.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tributary.benchmarks.AgentsBenchmark;
import dev.tributary.benchmarks.BatchBenchmark;
import dev.tributary.benchmarks.Comparison;
import dev.tributary.benchmarks.ModelsBenchmark;
import dev.tributary.benchmarks.ScaleBenchmark;
import dev.tributary.benchmarks.capture.CaptureBenchmark;
import dev.tributary.benchmarks.capture.CaptureCommands;
import dev.tributary.benchmarks.capture.Part;
import dev.tributary.cli.cluster.NightOnCluster;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Our figures beside a peer's. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures us beside a peer, in turn, on this machine.",
    footer = {"", "Example:", "  tributary bench models --quick --json models.json"})
public final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Target {
    MODELS,
    CAPTURE,
    AGENTS,
    BATCH,
    SCALE,
    ALL
  }

  @Mixin private Output output = new Output();

  @Parameters(
      paramLabel = "WHAT",
      description =
          "models, capture, batch, agents (fetches three lists by pip), all of these, or scale (ten"
              + " million events: half an hour).")
  private Target target;

  @Option(names = "--quick", description = "Fewer and shorter rounds.")
  private boolean quick;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = "Of capture: process, power, brokered or outage; again for more (all of them).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "Events of the largest night: of scale (10000000; 200000 with --quick), of batch (300000;"
              + " 20000 with --quick).")
  private Long events;

  @Option(
      names = "--night",
      paramLabel = "NIGHT",
      description =
          "Of scale: tenth, even, day (one of even again) or zipf; again for more (all of them).")
  private Set<ScaleBenchmark.Night> nights = EnumSet.allOf(ScaleBenchmark.Night.class);

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Of scale: a folder with room for the tables (a temporary one); Spark's logs stay there.")
  private Path scratch;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the rows to a file.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.err.println("Measuring " + target + "; leave the machine alone meanwhile ...");
    List<Comparison> rows = new ArrayList<>();
    if (wanted(Target.MODELS)) {
      rows.addAll((quick ? ModelsBenchmark.quick() : ModelsBenchmark.full()).run());
    }
    if (wanted(Target.BATCH)) {
      rows.addAll(batch());
    }
    if (target == Target.SCALE) {
      rows.addAll(scale());
    }
    if (wanted(Target.CAPTURE)) {
      rows.addAll(capture());
    }
    if (wanted(Target.AGENTS)) {
      rows.addAll(agents());
    }
    if (json != null) {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), rows);
    }
    List<String> columns = List.of("bar", "what", "ours", "peer", "unit", "ratio", "bound", "met");
    try (RowWriter writer = output.open(columns)) {
      for (Comparison row : rows) {
        writer.row(
            row.bar(),
            row.what(),
            figure(row.ours()),
            figure(row.peer()),
            row.unit(),
            figure(row.ratio()),
            row.bound(),
            row.met());
      }
    }
    return 0;
  }

  /** To four digits for people; programs get what was measured. */
  private Object figure(Double measured) {
    if (measured == null || output.formatOr(Format.TABLE) != Format.TABLE) {
      return measured;
    }
    return new BigDecimal(measured).round(new MathContext(4)).stripTrailingZeros();
  }

  private boolean wanted(Target one) {
    return target == one || target == Target.ALL;
  }

  private long events(long unlessAsked) {
    return events == null ? unlessAsked : events;
  }

  private List<Comparison> batch() throws IOException {
    Path folder = Files.createTempDirectory("tributary-bench-");
    Consumer<String> progress = what -> System.err.println("bench: " + what);
    try {
      return (quick
              ? BatchBenchmark.quick(folder, progress, events(BatchBenchmark.FEW_EVENTS))
              : BatchBenchmark.full(folder, progress, events(BatchBenchmark.EVENTS)))
          .run();
    } finally {
      ScratchFolder.remove(folder);
    }
  }

  private List<Comparison> scale() throws IOException, InterruptedException {
    if (scratch != null) {
      return scale(Files.createDirectories(scratch));
    }
    Path folder = Files.createTempDirectory("tributary-bench-");
    try {
      return scale(folder);
    } finally {
      ScratchFolder.remove(folder);
    }
  }

  private List<Comparison> scale(Path folder) throws IOException, InterruptedException {
    return new ScaleBenchmark(
            folder.toAbsolutePath(),
            new NightOnCluster(folder.toAbsolutePath(), "1g", "1536m", "2g"),
            what -> System.err.println("bench: " + what),
            events(quick ? 200_000 : 10_000_000))
        .run(nights);
  }

  private List<Comparison> capture() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tributary-bench-");
    CaptureCommands commands = new BenchedCapture();
    try {
      CaptureBenchmark benchmark =
          quick
              ? CaptureBenchmark.quick(commands, folder, System.err::println)
              : CaptureBenchmark.full(commands, folder, System.err::println);
      return benchmark.run(parts);
    } finally {
      ScratchFolder.remove(folder);
    }
  }

  private static List<Comparison> agents() throws IOException {
    Path scratch = Files.createTempDirectory("tributary-agents");
    try {
      return new AgentsBenchmark(scratch).run();
    } finally {
      ScratchFolder.remove(scratch);
    }
  }
}

package dev.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.completeness.Completeness;
import dev.tributary.cli.launch.Platform;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.reconcile.Reconciler;
import dev.tributary.simulator.LaunchPlan;
import dev.tributary.simulator.PerfectObserver;
import dev.tributary.simulator.Rates;
import dev.tributary.simulator.Simulation;
import dev.tributary.simulator.SimulationOptions;
import dev.tributary.simulator.Truth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** One demo on a running platform: history, launch, nightly batch, report. */
final class DemoRun {

  /** The shipped lookback of clicks and visits; the history is shorter than it. */
  private static final Duration LOOKBACK = Duration.ofDays(30);

  private final DataOptions options;
  private final DataDirectory data;
  private final Config config;
  private final DemoSize size;
  private final Dashboard dashboard;
  private final Edge edge;
  private final Arrival arrival;

  DemoRun(DataOptions options, DemoSize size, Platform platform) {
    this.options = options;
    this.data = new DataDirectory(options.data());
    this.config = options.config();
    this.size = size;
    this.dashboard = new Dashboard(platform.address("dashboard"));
    this.edge = new Edge(platform.address("capture"));
    this.arrival = new Arrival(new Completeness(data, config), dashboard);
  }

  /** Runs it all and prints the report. */
  void run() throws InterruptedException {
    System.out.println("dashboard: " + dashboard.address() + "/");
    Simulation history =
        Simulation.of(
            new SimulationOptions(
                size.seed(), size.visitors(), DemoSize.DAYS, size.lastDay(), Rates.USUAL));
    long before = arrival.journaled();
    new History(edge).send(history.events());
    LaunchPlan plan = LaunchPlan.of(size.seed(), size.launchVisitors(), Rates.USUAL);
    List<Truth.Order> launched = new Launch(edge, InstantSource.system()).drive(plan.visits());
    arrival.await(before + history.events().size());
    System.err.println("nightly batch: publishing " + size.firstDay() + " to " + size.lastDay());
    System.out.println();
    System.out.print(Nightly.publish(options, size));
    arrival.awaitFinalUpTo(size.lastDay());
    report(history.truth(), plan, launched);
  }

  private void report(Truth truth, LaunchPlan plan, List<Truth.Order> launched) {
    String model = RuleModel.LAST_NON_DIRECT.wire();
    JsonNode merged =
        dashboard.ask(
            "/v1/attribution?by=channel&model="
                + model
                + "&from="
                + size.firstDay()
                + "&to="
                + size.lastDay().plusDays(1));
    Report report = new Report(model);
    report.merged(merged);
    report.reconciliation(size, new Reconciler(options.localLake(), config));
    TruthComparison comparison = new TruthComparison(new PerfectObserver(config, LOOKBACK));
    try (LakeQuery lake = LakeQuery.open(options.localLake(), config)) {
      report.stitches(Stitches.of(truth.persons(), lake));
      report.truth(
          "final",
          comparison.compare(
              truth.orders(),
              Kinds.ofHistory(truth.persons()),
              CreditsByOrder.read(lake, "credits_final")));
      report.truth(
          "provisional",
          comparison.compare(
              launched,
              Kinds.ofLaunch(plan.visits()),
              CreditsByOrder.read(lake, "credits_provisional")));
    }
    report.channels(comparison.byChannel(truth.orders(), model), merged);
  }
}

package dev.tributary.benchmarks;

import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.shapley.RateGame;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The models' figures: the rule kernel, Markov against simulation, Shapley with 20 channels. */
public final class ModelsBenchmark {

  private static final double TOUCHES_A_SECOND = 5e6;

  /** The counter itself and the runtime allocate now and then; a touch would take 16 at least. */
  private static final double ALLOCATION_BOUND = 0.01;

  private static final double TIMES_FASTER = 100;
  private static final int WALKS = 100_000;
  private static final int CHANNELS = 12;

  private final Rounds rounds;
  private final int journeys;

  private ModelsBenchmark(int rounds, int journeys) {
    this.rounds = new Rounds(rounds);
    this.journeys = journeys;
  }

  /** The figures as they are published: eleven rounds. */
  public static ModelsBenchmark full() {
    return new ModelsBenchmark(11, 500_000);
  }

  /** Five short rounds, to see that all is well. */
  public static ModelsBenchmark quick() {
    return new ModelsBenchmark(5, 100_000);
  }

  public List<Comparison> run() {
    return List.of(kernel(), kernelMemory(), markov(), markovOfOrderFour(), shapley());
  }

  private Comparison kernel() {
    KernelRun run = new KernelRun(journeys);
    double rate = run.touches() / rounds.seconds(run);
    if (run.total() <= 0) {
      throw new IllegalStateException("The kernel credited nothing, so its time means nothing.");
    }
    return new Comparison(
        "kernel",
        "six rule models in one sweep, journeys of ten touches, one thread",
        rate,
        null,
        "touches/s",
        rate / TOUCHES_A_SECOND,
        ">= 5000000 touches/s",
        rate >= TOUCHES_A_SECOND);
  }

  /** After {@link #kernel}, so that scratch has grown and the code is compiled. */
  private Comparison kernelMemory() {
    KernelRun run = new KernelRun(journeys);
    run.run();
    long before = allocatedByThisThread();
    run.run();
    double bytes = (double) (allocatedByThisThread() - before) / run.touches();
    return new Comparison(
        "kernel",
        "memory that the sweep allocates",
        bytes,
        null,
        "bytes/touch",
        bytes < ALLOCATION_BOUND ? 1 : ALLOCATION_BOUND / bytes,
        "< " + ALLOCATION_BOUND + " bytes/touch",
        bytes < ALLOCATION_BOUND);
  }

  private static long allocatedByThisThread() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private Comparison markov() {
    PathTable table = SampleTables.random(CHANNELS, 2_000);
    double[] effects = new double[CHANNELS];
    double[] seconds =
        rounds.seconds(
            () -> effects[0] = Markov.fit(table, 1).removalEffects()[0],
            () -> effects[1] = new SimulatedMarkov(table).removalEffects(WALKS, 1)[0]);
    if (Math.abs(effects[0] - effects[1]) > 0.05) {
      throw new IllegalStateException(
          "Exact " + effects[0] + " and simulated " + effects[1] + " do not mean the same chain.");
    }
    double ratio = seconds[1] / seconds[0];
    return new Comparison(
        "10",
        "markov_1 of 2,000 paths and 12 channels against 100,000 walks a channel, counting in both",
        seconds[0] * 1e3,
        seconds[1] * 1e3,
        "ms",
        ratio,
        ">= 100x",
        ratio >= TIMES_FASTER);
  }

  private Comparison markovOfOrderFour() {
    PathTable table = SampleTables.random(CHANNELS, 10_000);
    double seconds = rounds.seconds(() -> Markov.fit(table, 4));
    return atMost("markov", "markov_4 of 10,000 paths and 12 channels", seconds, 2);
  }

  private Comparison shapley() {
    PathTable table = SampleTables.random(RateGame.MOST_CHANNELS, 10_000);
    double seconds = rounds.seconds(() -> RateGame.values(table));
    return atMost("10", "shapley_rate of 10,000 paths and 20 channels", seconds, 1);
  }

  private static Comparison atMost(String bar, String what, double seconds, double bound) {
    return new Comparison(
        bar, what, seconds, null, "s", bound / seconds, "<= " + bound + " s", seconds <= bound);
  }
}

package dev.tributary.benchmarks;

import dev.tributary.core.attribution.CreditRules;
import dev.tributary.core.attribution.RuleKernel;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import java.util.SplittableRandom;

/** Journeys of ten touches through the rule kernel, all models in one sweep. */
final class KernelRun implements Runnable {

  private static final int TOUCHES = 10;
  private static final long MONTH_MICROS = 30L * 86_400_000_000L;

  private final int journeys;
  private final long[] touchMicros;
  private final int[] channels;
  private final long[] values;
  private final RuleKernel kernel = new RuleKernel(CreditRules.of(Config.defaults()));
  private final long[] credit = new long[RuleModel.COUNT * TOUCHES];
  private final long[] revenue = new long[RuleModel.COUNT * TOUCHES];
  private long total;

  KernelRun(int journeys) {
    this.journeys = journeys;
    this.touchMicros = new long[journeys * TOUCHES];
    this.channels = new int[journeys * TOUCHES];
    this.values = new long[journeys];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < touchMicros.length; i++) {
      touchMicros[i] = random.nextLong(MONTH_MICROS);
      channels[i] = random.nextInt(8);
    }
    for (int i = 0; i < journeys; i++) {
      values[i] = random.nextInt(50_000);
    }
  }

  int touches() {
    return journeys * TOUCHES;
  }

  /** What was credited in all, so that nothing of the work can be left out. */
  long total() {
    return total;
  }

  @Override
  public void run() {
    for (int i = 0; i < journeys; i++) {
      kernel.sweep(touchMicros, channels, i * TOUCHES, TOUCHES, values[i], credit, revenue);
      total += credit[i % credit.length] + revenue[i % revenue.length];
    }
  }
}

package dev.tributary.batch;

import dev.tributary.batch.check.DayDrops;
import dev.tributary.batch.check.OtherDays;
import dev.tributary.batch.check.QualityChecks;
import dev.tributary.batch.check.UnknownAdjustments;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;

/** What has to hold of a run's rows before they are published. */
final class PublicationChecks {

  private final Lake lake;
  private final Config config;
  private final PublicationNote before;
  private final RawLog raw;

  /**
   * @param before what is published now
   */
  PublicationChecks(Lake lake, Config config, PublicationNote before, RawLog raw) {
    this.lake = lake;
    this.config = config;
    this.before = before;
    this.raw = raw;
  }

  /**
   * Refuses rows that must not be published, and says what to do.
   *
   * @param replaced the run's days, and those that are published with them
   * @param spoilt called when what is written can't be gone on with
   * @throws BatchRefusal when orders are missing, would count on two days, or don't add up, by
   *     themselves or with adjustments that the run does not know
   */
  void require(
      Computation computation, DayPlan plan, DayPlan replaced, Rows rows, Runnable spoilt) {
    requireNoDrops(plan, rows);
    requireOneDayEach(replaced, rows);
    if (raw.version() < lake.version(Table.RAW_EVENTS)) {
      requireKnownAdjustments(computation, replaced, rows.ordersOf(plan), spoilt);
    }
    requireSums(computation, plan, rows, spoilt);
  }

  private void requireNoDrops(DayPlan plan, Rows rows) {
    List<String> drops = DayDrops.faults(lake, config, before, plan, rows.conversions());
    if (!drops.isEmpty()) {
      throw BatchRefusal.failure(
          "Orders are missing, or the shop had a very bad day, so nothing is published. "
              + String.join(" ", drops),
          "See with 'tributary complete --date' whether all events have arrived and run it again;"
              + " if the day was like that, publish it with --set"
              + " batch.largest_drop_percent=100.");
    }
  }

  private void requireOneDayEach(DayPlan replaced, Rows rows) {
    List<String> faults = OtherDays.faults(lake, before, replaced, rows);
    if (!faults.isEmpty()) {
      throw BatchRefusal.failure(
          "Something would count on two days, so nothing is published. " + String.join(" ", faults),
          "Publish both days in one run, with --from and --to.");
    }
  }

  private void requireKnownAdjustments(
      Computation computation, DayPlan replaced, Rows rows, Runnable spoilt) {
    List<String> faults =
        UnknownAdjustments.faults(
            lake, before, replaced, computation.timeline(), rows.conversions());
    if (!faults.isEmpty()) {
      spoilt.run();
      throw BatchRefusal.failure(
          "What is left of an order would not add up, so nothing is published. "
              + String.join(" ", faults),
          "Run it again without --raw-version, on the newest version.");
    }
  }

  private void requireSums(Computation computation, DayPlan plan, Rows rows, Runnable spoilt) {
    List<String> faults =
        QualityChecks.faults(
            computation.conversionKeys(plan), rows.ordersOf(plan), Attribution.models(config));
    if (!faults.isEmpty()) {
      spoilt.run();
      throw BatchRefusal.failure(
          "The run's own checks failed, so nothing is published. " + String.join(" ", faults),
          "What was published before still stands. Run it again; if it fails again, look at these"
              + " conversions with 'tributary explain' and report what it says.");
    }
  }
}

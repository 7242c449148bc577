package dev.tributary.batch;

import dev.tributary.batch.check.DayDrops;
import dev.tributary.batch.check.EventLoss;
import dev.tributary.batch.check.MissingEvents;
import dev.tributary.batch.check.OtherDays;
import dev.tributary.batch.check.QualityChecks;
import dev.tributary.batch.check.UnknownAdjustments;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.List;

/** What has to hold of a run's rows before they are published. */
final class PublicationChecks {

  /** Told before a refusal is thrown, so that the run's parts are kept, or not. */
  interface Listener {

    /** Keeps nothing, and so has nothing to do. */
    Listener NONE =
        new Listener() {
          @Override
          public void lacking() {}

          @Override
          public void spoilt() {}
        };

    /** So much seems not to have arrived that somebody has to say whether that is true. */
    void lacking();

    /** What is written can't be gone on with. */
    void spoilt();
  }

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
   * @return events that are in no table, which do not keep the run from publishing: as many are
   *     accepted, or they may have been deleted
   * @throws BatchRefusal when events or orders are missing, would count on two days, or don't add
   *     up, by themselves or with adjustments that the run does not know
   */
  MissingEvents require(
      Computation computation, DayPlan plan, DayPlan replaced, Rows rows, Listener listener) {
    SideBySide.Both<List<List<String>>, MissingEvents> found =
        SideBySide.both(
            () -> faults(computation, plan, replaced, rows),
            () -> EventLoss.missing(lake, raw, config, plan, before.boundary()));
    List<List<String>> faults = found.one();
    MissingEvents missing = found.other();
    boolean lost = missing.unexplained() > config.value(BatchSettings.LOST_EVENTS_ACCEPTED);
    if (lost || !faults.get(0).isEmpty()) {
      listener.lacking();
    }
    if (lost) {
      throw eventsMissing(missing);
    }
    requireNoDrops(faults.get(0));
    requireOneDayEach(faults.get(1));
    if (!faults.get(2).isEmpty() || !faults.get(3).isEmpty()) {
      listener.spoilt();
    }
    requireKnownAdjustments(faults.get(2));
    requireSums(faults.get(3));
    return missing;
  }

  /** Of each check what it found. */
  private List<List<String>> faults(
      Computation computation, DayPlan plan, DayPlan replaced, Rows rows) {
    Rows ofPlan = rows.ordersOf(plan);
    return SideBySide.answers(
        List.of(
            () -> DayDrops.faults(lake, config, before, plan, rows.conversions()),
            () -> OtherDays.faults(lake, before, replaced, rows),
            () -> unknownAdjustments(computation, replaced, ofPlan),
            () ->
                QualityChecks.faults(
                    computation.conversionKeys(plan), ofPlan, Attribution.models(config))));
  }

  private static BatchRefusal eventsMissing(MissingEvents missing) {
    return BatchRefusal.failure(
        "Events are missing that collectors numbered, so nothing is published and what was"
            + " published before still stands. "
            + String.join(" ", missing.unexplainedNotes()),
        "Run it again once they have arrived. If they are lost for good, publish without them with"
            + " --set batch.lost_events_accepted="
            + missing.unexplained()
            + "; the days are not asked about again.");
  }

  private static void requireNoDrops(List<String> drops) {
    if (!drops.isEmpty()) {
      throw BatchRefusal.failure(
          "Orders are missing, or the shop had a very bad day, so nothing is published. "
              + String.join(" ", drops),
          "See with 'tributary complete --date' whether all events have arrived and run it again;"
              + " if the day was like that, publish it with --set"
              + " batch.largest_drop_percent=100.");
    }
  }

  private static void requireOneDayEach(List<String> faults) {
    if (!faults.isEmpty()) {
      throw BatchRefusal.failure(
          "Something would count on two days, so nothing is published. " + String.join(" ", faults),
          "Publish both days in one run, with --from and --to.");
    }
  }

  private List<String> unknownAdjustments(Computation computation, DayPlan replaced, Rows ofPlan) {
    return raw.version() < lake.version(Table.RAW_EVENTS)
        ? UnknownAdjustments.faults(
            lake, before, replaced, computation.timeline(), ofPlan.conversions())
        : List.of();
  }

  private static void requireKnownAdjustments(List<String> faults) {
    if (!faults.isEmpty()) {
      throw BatchRefusal.failure(
          "What is left of an order would not add up, so nothing is published. "
              + String.join(" ", faults),
          "Run it again without --raw-version, on the newest version.");
    }
  }

  private static void requireSums(List<String> faults) {
    if (!faults.isEmpty()) {
      throw BatchRefusal.failure(
          "The run's own checks failed, so nothing is published. " + String.join(" ", faults),
          "What was published before still stands. Run it again; if it fails again, look at these"
              + " conversions with 'tributary explain' and report what it says.");
    }
  }
}

package dev.tributary.batch;

import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** One run, from the pinned raw log to its summary. */
final class BatchRun {

  private final Lake lake;
  private final DataDirectory data;
  private final Config config;
  private final Clock clock;
  private final Step.Listener listener;
  private final BatchRequest request;
  private final RawLog raw;
  private final Publisher publisher;
  private final String rules;
  private final long started = System.nanoTime();

  BatchRun(
      Lake lake,
      DataDirectory data,
      Config config,
      Clock clock,
      Step.Listener listener,
      BatchRequest request,
      RawLog raw) {
    this.lake = lake;
    this.data = data;
    this.config = config;
    this.clock = clock;
    this.listener = listener;
    this.request = request;
    this.raw = raw;
    this.publisher = new Publisher(lake);
    this.rules = RuleFingerprint.of(config);
  }

  /** Computes, writes, checks and publishes. */
  BatchSummary publish(PendingPublication pending) {
    PublicationNote before = publisher.current();
    try (Computation computation =
            new Computation(
                Layout.kept(lake, raw, config, Secrets.read(data.pseudonymKey())), config);
        AdjustmentPosting adjustments = new AdjustmentPosting(lake, config, before)) {
      SortedSet<LocalDate> data = computation.daysWithData();
      listener.reached(Step.LAID_OUT);
      DayPlan plan = plan(before, data);
      RunIdentity identity = identity(plan);
      pending.begin(identity.publicationId());

      Outcomes outcomes = computation.outcomes(plan, identity.publicationId());
      Rows rows =
          adjustments.with(computation.timeline(), outcomes, plan, identity.publicationId());
      Rows written =
          new Staging(lake).write(rows, computation.resolution(), identity.publicationId());
      listener.reached(Step.STAGED);

      check(computation, plan, written);
      listener.reached(Step.CHECKED);

      DayPlan replaced = plan.with(adjustments.carriedDays());
      PublicationNote after = Publisher.with(before, replaced, identity.publicationId());
      Instant publishedAt = clock.instant();
      BatchSummary summary =
          summary(
              plan,
              identity,
              computation,
              outcomes,
              notes(plan, data, computation, adjustments),
              List.of());
      new Publications(lake).add(row(identity, after, publishedAt, summary));
      listener.reached(Step.RECORDED);

      publisher.publish(
          before, after, replaced.replaces(), FinalCells.of(written.credits(), publishedAt));
      listener.reached(Step.PUBLISHED);
      pending.end();
      return summary;
    }
  }

  /** Computes and checks the same, writes nothing, and tells what would change. */
  BatchSummary compare() {
    PublicationNote before =
        lake.exists(Table.ATTRIBUTION) ? publisher.current() : PublicationNote.NONE;
    try (Computation computation =
            new Computation(Layout.anew(raw, config, Secrets.read(data.pseudonymKey())), config);
        AdjustmentPosting adjustments = new AdjustmentPosting(lake, config, before)) {
      SortedSet<LocalDate> data = computation.daysWithData();
      DayPlan plan = plan(before, data);
      RunIdentity identity = identity(plan);
      Outcomes outcomes = computation.outcomes(plan, identity.publicationId());
      Rows rows =
          adjustments.with(computation.timeline(), outcomes, plan, identity.publicationId());
      check(computation, plan, rows);
      return summary(
          plan,
          identity,
          computation,
          outcomes,
          notes(plan, data, computation, adjustments),
          ChannelChanges.between(
              lake,
              FinalCells.of(rows.credits(), clock.instant()),
              plan.with(adjustments.carriedDays())));
    }
  }

  private DayPlan plan(PublicationNote before, SortedSet<LocalDate> data) {
    return DayPlan.of(request, before.boundary(), data, config.value(ReportingSettings.TIME_ZONE));
  }

  private RunIdentity identity(DayPlan plan) {
    if (request.runId() != null) {
      return RunIdentity.named(request.runId(), plan);
    }
    Publications publications = new Publications(lake);
    return RunIdentity.derived(
        plan,
        raw.version(),
        RuleFingerprint.ofRun(config),
        runId -> publications.ofRun(runId).isPresent());
  }

  private void check(Computation computation, DayPlan plan, Rows rows) {
    List<String> drops = DayDrops.faults(lake, config, plan, rows.conversions());
    if (!drops.isEmpty()) {
      throw BatchRefusal.failure(
          "Orders are missing, or the shop had a very bad day, so nothing is published. "
              + String.join(" ", drops),
          "See with 'tributary complete --date' whether all events have arrived and run it again;"
              + " if the day was like that, publish it with --set"
              + " batch.largest_drop_percent=100.");
    }
    List<String> faults =
        QualityChecks.faults(
            computation.conversionKeys(plan), rows.ordersOf(plan), Attribution.models(config));
    if (!faults.isEmpty()) {
      throw BatchRefusal.failure(
          "The run's own checks failed, so nothing is published. " + String.join(" ", faults),
          "What was published before still stands. Run it again; if it fails again, look at these"
              + " conversions with 'tributary explain' and report what it says.");
    }
  }

  private List<String> notes(
      DayPlan plan,
      SortedSet<LocalDate> data,
      Computation computation,
      AdjustmentPosting adjustments) {
    List<String> notes = new ArrayList<>(adjustments.notes());
    if (plan.from().isBefore(request.from())) {
      notes.add(
          "The days from "
              + plan.from()
              + " on were not published yet and come along, since days are published without"
              + " gaps.");
    }
    notes.addAll(EmptyDays.notes(plan.days(), data));
    notes.addAll(ModelVersions.missing(config));
    CutNote.of(computation.resolution().cuts()).ifPresent(notes::add);
    notes.addAll(EventLoss.gaps(lake, raw, config, plan));
    return notes;
  }

  private BatchSummary summary(
      DayPlan plan,
      RunIdentity identity,
      Computation computation,
      Outcomes outcomes,
      List<String> notes,
      List<BatchSummary.ChannelChange> changes) {
    Outcomes.Counts counts = outcomes.counts();
    return new BatchSummary(
        identity.publicationId(),
        plan.from(),
        plan.to(),
        raw.version(),
        computation.events(plan),
        counts.touchpoints(),
        counts.conversions(),
        counts.credits(),
        Math.round((System.nanoTime() - started) / 1e8) / 10.0,
        notes,
        changes);
  }

  private PublicationRow row(
      RunIdentity identity, PublicationNote after, Instant publishedAt, BatchSummary summary) {
    return new PublicationRow(
        identity.publicationId(),
        identity.runId(),
        summary.fromDay(),
        after.boundary().instant(),
        raw.version(),
        raw.highWater().json(),
        rules,
        ModelVersions.json(config),
        publishedAt,
        Publications.days(after),
        SummaryJson.write(summary));
  }
}

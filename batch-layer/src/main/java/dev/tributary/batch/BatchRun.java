package dev.tributary.batch;

import dev.tributary.batch.adjustment.AdjustmentPosting;
import dev.tributary.batch.check.Clocks;
import dev.tributary.batch.check.MissingEvents;
import dev.tributary.batch.check.ShorterLog;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.credit.Rows;
import dev.tributary.batch.layout.Layout;
import dev.tributary.batch.layout.LayoutRules;
import dev.tributary.batch.plan.DayParts;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.plan.RunIdentity;
import dev.tributary.batch.publish.ChangedDays;
import dev.tributary.batch.publish.ChannelChanges;
import dev.tributary.batch.publish.ComputedBy;
import dev.tributary.batch.publish.FinalCells;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.batch.stage.Leftovers;
import dev.tributary.batch.stage.PartStaging;
import dev.tributary.batch.stage.Staging;
import dev.tributary.batch.stage.UnfinishedRun;
import dev.tributary.batch.stage.UnfinishedRuns;
import dev.tributary.batch.stage.WriterId;
import dev.tributary.batch.version.ChannelRuleSets;
import dev.tributary.batch.version.ModelVersions;
import dev.tributary.batch.version.RuleFingerprint;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.KeptRules;
import dev.tributary.core.config.LakeLocation;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

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

  /**
   * Computes, writes, checks and publishes.
   *
   * @param leftovers what dead runs left
   * @param begun the run that died and with which this one goes on
   * @return empty, and nothing written, where it can't: its days would be others now, since the
   *     boundary moved
   */
  Optional<BatchSummary> publish(
      Leftovers leftovers, UnfinishedRuns runs, Optional<UnfinishedRun> begun) {
    new KeptRules(data).keep(config);
    PublicationNote before = publisher.current();
    try (Computation computation = new Computation(layout(), config);
        AdjustmentPosting adjustments = new AdjustmentPosting(lake, config, before)) {
      SortedMap<LocalDate, Long> rows = computation.rowsByDay();
      listener.reached(Step.LAID_OUT);
      Scope scope = openDays(before, rows).scope(computation, request);
      if (scope.isEmpty()) {
        return Optional.of(asItComesOut(before, leftovers.notes()));
      }
      DayPlan plan = plan(scope, before, rows);
      // One that is gone on with reads its own version, older than what was published since.
      requireAsMuch(
          before, begun.isPresent() ? plan.days() : ShorterLog.withNewest(plan.days(), before));
      RunIdentity identity = identity(plan);
      if (begun.filter(run -> !run.isOf(identity.publicationId(), plan.range())).isPresent()) {
        return Optional.empty();
      }
      UnfinishedRun run = begun.orElseGet(() -> anew(identity, leftovers, runs));

      Staging staging = new Staging(lake, config);
      UnfinishedRun staged =
          new PartStaging(computation, staging, runs, listener, config, rows)
              .stage(run, parts(plan, run, rows));
      Optional<Rows> apart =
          adjustments.rows(
              computation,
              () -> staging.credits(identity.publicationId()),
              plan,
              identity.publicationId());
      staging.write(apart, computation.persons(), identity.publicationId());
      Rows written = staging.written(identity.publicationId(), apart);
      listener.reached(Step.STAGED);

      DayPlan replaced = plan.with(adjustments.carriedDays());
      MissingEvents missing =
          new PublicationChecks(lake, config, before, raw)
              .require(computation, plan, replaced, written, new KeptParts(runs, staged));
      listener.reached(Step.CHECKED);

      PublicationNote after = Publisher.with(before, replaced, identity.publicationId());
      Publications publications = new Publications(lake);
      Optional<PublicationRow> newest = publications.newest();
      Instant now = clock.instant();
      Instant publishedAt = Clocks.after(newest, now);
      List<String> notes = new ArrayList<>(leftovers.notes());
      notes.addAll(Clocks.notes(newest, raw.lastReceived(), now));
      notes.addAll(scope.notes());
      notes.addAll(new RunNotes(config).of(plan, scope, rows, computation, adjustments, missing));
      BatchSummary summary =
          summary(identity.publicationId(), plan, computation, staged.counts(), notes, List.of());
      String computedBy = ComputedBy.of(publications, before, adjustments.carriedDays());
      publications.add(row(identity, after, publishedAt, computedBy, summary));
      listener.reached(Step.RECORDED);

      publisher.publish(
          before, after, replaced.replaces(), FinalCells.of(written.credits(), publishedAt));
      listener.reached(Step.PUBLISHED);
      runs.end(identity.publicationId());
      return Optional.of(summary);
    }
  }

  private Layout layout() {
    Optional<byte[]> pseudonymKey = Secrets.read(data.pseudonymKey());
    return LakeLocation.of(data, config).isWithin(data)
        ? Layout.kept(lake, raw, config, pseudonymKey, listener)
        : Layout.anew(raw, config, pseudonymKey);
  }

  /** A new run. Nothing of another may lie under the same publication id. */
  private UnfinishedRun anew(RunIdentity identity, Leftovers leftovers, UnfinishedRuns runs) {
    if (runs.publicationIds().contains(identity.publicationId())) {
      leftovers.remove(identity.publicationId());
    }
    return new UnfinishedRun(
        identity.publicationId(),
        request,
        raw.version(),
        raw.highWater().json(),
        LayoutRules.ofRun(config),
        clock.instant(),
        1,
        List.of(),
        UnfinishedRun.Standing.COMPUTING);
  }

  private List<DayRange> parts(DayPlan plan, UnfinishedRun run, Map<LocalDate, Long> rows) {
    return DayParts.of(plan.range(), run.stagedDays(), rows, config.value(BatchSettings.PART_ROWS));
  }

  /** Computes and checks the same, writes nothing, and tells what would change. */
  BatchSummary compare() {
    PublicationNote before =
        lake.exists(Table.ATTRIBUTION) ? publisher.current() : PublicationNote.NONE;
    try (Computation computation =
            new Computation(Layout.anew(raw, config, Secrets.read(data.pseudonymKey())), config);
        AdjustmentPosting adjustments = new AdjustmentPosting(lake, config, before)) {
      SortedMap<LocalDate, Long> byDay = computation.rowsByDay();
      OpenDays open = openDays(before, byDay);
      Scope scope = open.scope(computation, request);
      if (scope.isEmpty()) {
        return asItComesOut(before, List.of());
      }
      DayPlan plan = plan(scope, before, byDay);
      requireAsMuch(before, ShorterLog.withNewest(plan.days(), before));
      try (Outcomes outcomes = computation.outcomes(plan.range(), OpenDays.COMPARED)) {
        Optional<Rows> apart =
            adjustments.rows(computation, outcomes::credits, plan, OpenDays.COMPARED);
        Rows rows = apart.map(outcomes.rows()::and).orElseGet(outcomes::rows);
        DayPlan replaced = plan.with(adjustments.carriedDays());
        MissingEvents missing =
            new PublicationChecks(lake, config, before, raw)
                .require(computation, plan, replaced, rows, PublicationChecks.Listener.NONE);
        ChangedDays changed =
            ChangedDays.of(
                lake,
                before,
                open.published(replaced.days()),
                rows,
                config.value(ReportingSettings.TIME_ZONE));
        List<String> notes = new ArrayList<>(changed.notes(""));
        notes.addAll(
            new RunNotes(config).of(plan, scope, byDay, computation, adjustments, missing));
        return summary(
            null,
            plan,
            computation,
            outcomes.counts(),
            notes,
            ChannelChanges.between(lake, FinalCells.of(rows.credits(), clock.instant()), replaced));
      }
    }
  }

  /** Whoever names a version wants just that one. */
  private void requireAsMuch(PublicationNote before, Set<LocalDate> days) {
    if (request.rawVersion() == null) {
      ShorterLog.refuse(lake, raw, before, days);
    }
  }

  private BatchSummary asItComesOut(PublicationNote before, List<String> notes) {
    return new AlreadyPublished(lake, config)
        .asItComesOut(before, request.to(), raw.version(), notes);
  }

  private OpenDays openDays(PublicationNote before, SortedMap<LocalDate, Long> rows) {
    return new OpenDays(lake, config, before, new TreeSet<>(rows.keySet()));
  }

  private DayPlan plan(Scope scope, PublicationNote before, SortedMap<LocalDate, Long> rows) {
    return DayPlan.of(
        request.of(scope.range()),
        before.boundary(),
        new TreeSet<>(rows.keySet()),
        config.value(ReportingSettings.TIME_ZONE));
  }

  private RunIdentity identity(DayPlan plan) {
    String writer = WriterId.of(data, config);
    Publications publications = new Publications(lake);
    if (request.runId() != null) {
      return RunIdentity.named(
          request.runId(), plan, writer, id -> !publications.named(List.of(id)).isEmpty());
    }
    return RunIdentity.derived(
        plan,
        raw.version(),
        RuleFingerprint.ofRun(config),
        writer,
        runId -> !publications.ofRun(runId).isEmpty());
  }

  private BatchSummary summary(
      String publicationId,
      DayPlan plan,
      Computation computation,
      Outcomes.Counts counts,
      List<String> notes,
      List<BatchSummary.ChannelChange> changes) {
    return new BatchSummary(
        publicationId,
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
      RunIdentity identity,
      PublicationNote after,
      Instant publishedAt,
      String computedBy,
      BatchSummary summary) {
    return new PublicationRow(
        identity.publicationId(),
        identity.runId(),
        summary.fromDay(),
        after.boundary().instant(),
        raw.version(),
        raw.highWater().json(),
        rules,
        ChannelRuleSets.json(config),
        ModelVersions.json(config),
        publishedAt,
        Publications.days(after),
        computedBy,
        SummaryJson.write(summary));
  }
}

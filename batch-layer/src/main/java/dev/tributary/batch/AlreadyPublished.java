package dev.tributary.batch;

import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.batch.version.ModelVersions;
import dev.tributary.batch.version.RuleFingerprint;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Answers a run that would change nothing with what it published before. */
final class AlreadyPublished {

  private final Lake lake;
  private final Config config;

  AlreadyPublished(Lake lake, Config config) {
    this.lake = lake;
    this.config = config;
  }

  /**
   * The summary of the run that has published this; empty where there is something to compute.
   *
   * @throws BatchRefusal when a run of that id has published other days
   */
  Optional<BatchSummary> by(BatchRequest request, RawLog raw) {
    Publications publications = new Publications(lake);
    Publisher publisher = new Publisher(lake);
    PublicationNote now = publisher.current();
    return request.runId() == null
        ? ofTheSameLog(request, raw, publications, now)
        : publications.ofRun(request.runId()).stream()
            .filter(publisher::hasPublished)
            .findFirst()
            .map(row -> sameRun(request, row, now));
  }

  /**
   * The summary of what a day is published by, where every day comes out as published.
   *
   * @param compared version of the raw log that was computed from
   */
  BatchSummary asItComesOut(
      PublicationNote now, LocalDate day, long compared, List<String> moreNotes) {
    List<String> notes = new ArrayList<>(moreNotes);
    notes.add(
        "Nothing changed: every published day that was looked at comes out of version "
            + compared
            + " of raw_events as it is published. The row is that of the run that published "
            + day
            + ".");
    PublicationRow row = new Publications(lake).named(List.of(now.days().get(day))).get(0);
    return SummaryJson.read(row.summary(), notes);
  }

  private Optional<BatchSummary> ofTheSameLog(
      BatchRequest request, RawLog raw, Publications publications, PublicationNote now) {
    TreeSet<String> current = new TreeSet<>();
    for (LocalDate day = request.from(); !day.isAfter(request.to()); day = day.plusDays(1)) {
      String publication = now.days().get(day);
      if (publication == null) {
        return Optional.empty();
      }
      current.add(publication);
    }
    String rules = RuleFingerprint.of(config);
    String models = ModelVersions.json(config);
    List<PublicationRow> rows = publications.named(current);
    boolean same =
        rows.stream()
            .allMatch(
                row ->
                    computed(row, now, request)
                        && sameLog(row, raw)
                        && row.ruleVersion().equals(rules)
                        && row.modelVersions().equals(models));
    return same ? Optional.of(unchanged(rows.get(0))) : Optional.empty();
  }

  /** A later version, too, where what came between moved rows to other files and changed none. */
  private boolean sameLog(PublicationRow row, RawLog raw) {
    return raw.highWater().reachesAsFarAs(row.rawHighWater())
        && (row.rawVersion() == raw.version()
            || lake.changes(Table.RAW_EVENTS, row.rawVersion(), raw.version())
                .filter(changes -> changes.kind() == TableChanges.Kind.NONE)
                .isPresent());
  }

  /** Days that only came along with a run, for the sake of adjustments, were not computed by it. */
  private static boolean computed(PublicationRow row, PublicationNote now, BatchRequest request) {
    BatchSummary run = SummaryJson.read(row.summary(), List.of());
    return now.days().entrySet().stream()
        .filter(day -> day.getValue().equals(row.publicationId()))
        .map(Map.Entry::getKey)
        .filter(day -> !day.isBefore(request.from()) && !day.isAfter(request.to()))
        .allMatch(day -> !day.isBefore(run.fromDay()) && !day.isAfter(run.toDay()));
  }

  private BatchSummary unchanged(PublicationRow row) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Nothing changed: "
            + row.publicationId()
            + " is current and was made from the same raw log by the same rules. After a new"
            + " release, --restate finds the days that come out otherwise.");
    notes.addAll(ModelVersions.missing(config));
    return SummaryJson.read(row.summary(), notes);
  }

  private static BatchSummary sameRun(
      BatchRequest request, PublicationRow row, PublicationNote now) {
    BatchSummary run = SummaryJson.read(row.summary(), List.of());
    if (request.from().isBefore(run.fromDay()) || !request.to().equals(run.toDay())) {
      throw BatchRefusal.usage(
          "The run id "
              + request.runId()
              + " is taken: that run published "
              + run.fromDay()
              + " to "
              + run.toDay()
              + ".",
          "Give these days another --run-id, or leave it out.");
    }
    List<String> notes = new ArrayList<>();
    notes.add("Nothing changed: the run " + request.runId() + " has published already.");
    ReplacedDays.note(row, run, now).ifPresent(notes::add);
    return SummaryJson.read(row.summary(), notes);
  }
}

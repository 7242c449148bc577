package dev.tributary.batch.stage;

import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.layout.LayoutRules;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.batch.publish.Publisher;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import dev.tributary.lake.TableChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runs that died have left, settled before the next one begins. Parts that still hold what an
 * uninterrupted run would write are kept for it; everything else is removed.
 */
public final class Leftovers {

  private final Lake lake;
  private final Config config;
  private final Clock clock;
  private final UnfinishedRuns runs;
  private final Staging staging;
  private final List<String> notes = new ArrayList<>();
  private Optional<String> resumed = Optional.empty();

  public Leftovers(Lake lake, Config config, Clock clock, UnfinishedRuns runs) {
    this.lake = lake;
    this.config = config;
    this.clock = clock;
    this.runs = runs;
    this.staging = new Staging(lake, config);
  }

  /** Settles all of them and answers the one that this request goes on with. */
  public Optional<UnfinishedRun> settle(BatchRequest request) {
    if (runs.publicationIds().isEmpty()) {
      return Optional.empty();
    }
    Publisher publisher = new Publisher(lake);
    PublicationNote published = publisher.current();
    runs.endPublished(published);
    endReplaced(publisher);
    Optional<UnfinishedRun> meant = Optional.empty();
    for (String id : runs.publicationIds()) {
      Optional<UnfinishedRun> kept = runs.read(id).filter(UnfinishedRun::isWorthKeeping);
      boolean goesOn = kept.filter(run -> run.isMeantBy(request)).isPresent();
      Optional<String> otherwise =
          kept.filter(run -> !run.rules().equals(LayoutRules.ofRun(config)))
              .map(run -> "the settings, the fits or the program changed since");
      Optional<String> spoilt =
          kept.flatMap(run -> spoilt(run, published))
              .or(() -> otherwise.filter(why -> goesOn))
              .or(() -> kept.filter(run -> goesOn).flatMap(run -> outrun(run, request)));
      if (kept.isEmpty() || spoilt.isPresent()) {
        remove(id);
        spoilt.ifPresent(why -> notes.add(begunAnew(kept.get(), why)));
      } else if (goesOn) {
        meant = Optional.of(goOn(kept.get()));
      } else {
        notes.add(waiting(kept.get(), otherwise.isPresent() ? " with the settings of then" : ""));
      }
    }
    return meant;
  }

  /** Ends those that died right after they had published, and whose days others have by now. */
  private void endReplaced(Publisher publisher) {
    List<String> died = runs.publicationIds();
    if (!died.isEmpty()) {
      new Publications(lake)
          .named(died).stream()
              .filter(publisher::hasPublished)
              .map(PublicationRow::publicationId)
              .forEach(runs::end);
    }
  }

  /** What the reader of the next run's summary should know of them. */
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    resumed.ifPresent(all::add);
    return List.copyOf(all);
  }

  /** The run that was to go on can't, since its days are others now. */
  public void abandon(UnfinishedRun run) {
    remove(run.publicationId());
    resumed = Optional.empty();
    notes.add(begunAnew(run, "other days come along with these now"));
  }

  public void remove(String publicationId) {
    staging.remove(publicationId);
    runs.end(publicationId);
  }

  /** Why what is staged is not what the run would write now, whatever the settings are. */
  private Optional<String> spoilt(UnfinishedRun run, PublicationNote published) {
    Duration age = Duration.between(run.begunAt(), clock.instant());
    if (age.toDays() >= config.value(BatchSettings.KEEP_PARTS_DAYS)) {
      return Optional.of("it had begun at " + run.begunAt());
    }
    if (!sameLog(run)) {
      return Optional.of(
          "events were deleted from the raw log since, its version is gone, or it is another log");
    }
    return newer(run, published)
        .map(id -> id + " has published days of it from a longer raw log since");
  }

  /** Whether the log still has all that the run read, and what came since only came on top. */
  private boolean sameLog(UnfinishedRun run) {
    long version = run.rawVersion();
    long now = lake.version(Table.RAW_EVENTS);
    return version <= now
        && (version == now || onlyGrew(version, now))
        && RawLog.highWater(lake, version).json().equals(run.rawHighWater());
  }

  private boolean onlyGrew(long version, long now) {
    return lake.holds(Table.RAW_EVENTS, version)
        && lake.changes(Table.RAW_EVENTS, version, now)
            .filter(changes -> changes.kind() != TableChanges.Kind.REWRITTEN)
            .isPresent();
  }

  /** Why a run that was refused since something lacks is not asked to find as little again. */
  private Optional<String> outrun(UnfinishedRun run, BatchRequest request) {
    boolean asksAgain =
        run.standing() == UnfinishedRun.Standing.REFUSED_FOR_LACK
            && request.rawVersion() == null
            && config.value(BatchSettings.LARGEST_DROP_PERCENT) < 100
            && config.value(BatchSettings.LOST_EVENTS_ACCEPTED) == 0;
    return asksAgain && run.rawVersion() < lake.version(Table.RAW_EVENTS)
        ? Optional.of(
            "it was refused since events or orders lacked, and the raw log is longer by now")
        : Optional.empty();
  }

  /** A publication of the run's days that knows more than the run. */
  private Optional<String> newer(UnfinishedRun run, PublicationNote published) {
    DayRange days = new DayRange(run.request().from(), run.request().to());
    Set<String> current = new TreeSet<>();
    published
        .days()
        .forEach(
            (day, id) -> {
              if (days.contains(day)) {
                current.add(id);
              }
            });
    return new Publications(lake)
        .named(current).stream()
            .filter(row -> row.rawVersion() > run.rawVersion())
            .map(PublicationRow::publicationId)
            .findFirst();
  }

  private UnfinishedRun goOn(UnfinishedRun run) {
    List<StagedPart> whole = staging.whole(run);
    staging.keepOnly(run.publicationId(), whole);
    UnfinishedRun left = run.withStaged(whole);
    runs.save(left);
    Instant begun = run.begunAt();
    resumed =
        Optional.of(
            "This goes on with the run that began at "
                + begun
                + " and ended early: of its "
                + run.parts()
                + " parts "
                + whole.size()
                + " were written, and it reads version "
                + run.rawVersion()
                + " of raw_events as it did then.");
    return left;
  }

  private static String begunAnew(UnfinishedRun run, String why) {
    return "What a run of "
        + run.days()
        + " had written before it ended early was removed: "
        + why
        + ".";
  }

  private static String waiting(UnfinishedRun run, String how) {
    return "A run of "
        + run.days()
        + " ended early; "
        + run.staged().size()
        + " of its "
        + run.parts()
        + " parts are written. The same command again"
        + how
        + " goes on with it.";
  }
}

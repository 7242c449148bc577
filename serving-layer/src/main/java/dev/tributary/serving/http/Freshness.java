package dev.tributary.serving.http;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.LaneProgress;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.figures.ServedFigures;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.TableVersion;
import dev.tributary.serving.live.CreditsFeed;
import dev.tributary.serving.live.FeedState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How new the figures are, and up to when they are final. */
final class Freshness {

  private static final String NEWEST_STORED = "SELECT max(received_at) FROM raw_events";

  private final Path lake;
  private final Config config;
  private final ServedFigures figures;
  private final CreditsFeed feed;
  private final InstantSource clock;
  private final Supplier<List<LaneProgress>> lanes;
  private final ZoneId zone;

  private OptionalLong rawVersion = OptionalLong.empty();
  private Instant newestStored;

  Freshness(
      Path lake,
      Config config,
      ServedFigures figures,
      CreditsFeed feed,
      InstantSource clock,
      Supplier<List<LaneProgress>> lanes) {
    this.lanes = lanes;
    this.lake = lake;
    this.config = config;
    this.figures = figures;
    this.feed = feed;
    this.clock = clock;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
  }

  /**
   * The answer of /v1/freshness.
   *
   * @param newestEventAt when the newest event that is stored or credited reached us; null: none
   * @param finalUpTo the last final day; null before the first publication
   * @param lanes the speed layer's, where it runs in this process
   * @param live off, catching_up, live or down
   * @param problem a sentence where figures are the last known ones, else null
   */
  record Answer(
      Instant now,
      String timeZone,
      Instant newestEventAt,
      Double newestEventAgeSeconds,
      LocalDate finalUpTo,
      Instant boundary,
      String publicationId,
      String live,
      Instant liveSince,
      long revisions,
      long unreadableMessages,
      List<LaneProgress> lanes,
      String problem) {}

  Answer answer() {
    Instant now = clock.instant();
    PublicationNote note = figures.note();
    FeedState state = feed.state();
    Instant newest = newest(newestStored(), state.newestReceivedAt());
    boolean published = note.boundary().compareTo(Boundary.NOTHING_PUBLISHED) > 0;
    return new Answer(
        now,
        zone.getId(),
        newest,
        newest == null ? null : Duration.between(newest, now).toMillis() / 1000.0,
        published ? note.boundary().firstProvisionalDay(zone).minusDays(1) : null,
        published ? note.boundary().instant() : null,
        note.publicationId(),
        state.phase().name().toLowerCase(Locale.ROOT),
        state.since(),
        state.revisions(),
        state.unreadable(),
        lanes.get(),
        problem(state));
  }

  private String problem(FeedState state) {
    if (figures.problem() != null) {
      return figures.problem();
    }
    return state.problem() == null
        ? null
        : state.problem() + " The provisional figures are the last known ones.";
  }

  private synchronized Instant newestStored() {
    OptionalLong version = TableVersion.newest(lake, "raw_events");
    if (!version.equals(rawVersion)) {
      try (LakeQuery query = LakeQuery.openFor(NEWEST_STORED, lake, config);
          QueryResult rows = query.ask(NEWEST_STORED)) {
        newestStored = (Instant) rows.next().orElseThrow()[0];
        rawVersion = version;
      } catch (LakeException e) {
        // A table in the middle of being made; what was known stays true until the next question.
        return newestStored;
      }
    }
    return newestStored;
  }

  private static Instant newest(Instant... instants) {
    return Stream.of(instants)
        .filter(java.util.Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }
}

package dev.tributary.serving.figures;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.SpeedSettings;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.Cells;
import dev.tributary.core.view.MergedView;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.lake.QueryException;
import dev.tributary.serving.lake.TableVersion;
import dev.tributary.serving.live.CreditsFeed;
import dev.tributary.serving.live.FeedState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/**
 * The figures that are served: final ones from the table attribution, read again when it has a new
 * version, and provisional ones from the live feed, merged by core.
 */
public final class ServedFigures {

  private final Path lake;
  private final Config config;
  private final CreditsFeed feed;
  private final PublishedOrders orders;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Duration latenessAllowance;

  private PublishedFigures published = PublishedFigures.NONE;
  private OptionalLong version = OptionalLong.empty();
  private String problem;
  private String liveProblem;
  private List<Cell> live;
  private long liveRevisions = -1;
  private Instant liveAsOf = Instant.MIN;
  private MergedView merged;
  private List<Cell> mergedLive;

  /** Figures of one lake and one feed, which stays the caller's to close. */
  public ServedFigures(Path lake, Config config, CreditsFeed feed, InstantSource clock) {
    this.lake = lake;
    this.config = config;
    this.feed = feed;
    this.orders = new PublishedOrders(lake, config);
    this.clock = clock;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
    this.latenessAllowance = Duration.ofHours(config.value(SpeedSettings.LATENESS_HOURS));
  }

  /** What counts now. */
  public synchronized MergedView view() {
    refresh();
    List<Cell> provisional = provisionalCells();
    if (merged == null || provisional != mergedLive) {
      merged = MergedView.of(published.note().boundary(), zone, published.settled(), provisional);
      mergedLive = provisional;
    }
    return merged;
  }

  /** Which publication counts for which day. */
  public synchronized PublicationNote note() {
    refresh();
    return published.note();
  }

  /** Why the tables can't be read, or null; the figures are then the last known ones. */
  public synchronized String problem() {
    return problem != null ? problem : liveProblem;
  }

  private void refresh() {
    try {
      OptionalLong newest = TableVersion.newest(lake, "attribution");
      if (!newest.equals(version)) {
        published = PublishedFigures.read(lake, config);
        version = newest;
        feed.moveTo(published.note().boundary());
        liveRevisions = -1;
        merged = null;
      }
      problem = null;
    } catch (LakeException | IllegalArgumentException e) {
      problem = e.getMessage();
    }
  }

  private List<Cell> provisionalCells() {
    FeedState state = feed.state();
    if (live == null && state.phase() != FeedState.Phase.LIVE) {
      return published.provisional();
    }
    // Only news changes the figures; the range narrows by itself, so a minute is often enough.
    Instant now = clock.instant();
    if (live == null
        || state.revisions() != liveRevisions
        || liveAsOf.plusSeconds(60).isBefore(now)) {
      readLive(state, now);
    }
    return live == null ? published.provisional() : live;
  }

  private void readLive(FeedState state, Instant now) {
    try {
      live =
          Cells.provisional(
              feed.current(),
              feed.adjustmentRows(zone, orders.rows(published.note(), feed.adjustedElsewhere())),
              zone,
              latenessAllowance,
              now);
      liveRevisions = state.revisions();
      liveAsOf = now;
      liveProblem = null;
    } catch (LakeException | QueryException e) {
      // An adjusted order that can't be read takes nothing else down.
      liveProblem = e.getMessage();
    }
  }
}

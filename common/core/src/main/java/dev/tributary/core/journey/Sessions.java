package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import dev.tributary.core.config.ReportingSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts what each visitor of a person did into sessions. A session ends by inactivity, by campaign
 * parameters other than its own, or at midnight where configured. Two devices of one person have
 * sessions of their own.
 */
final class Sessions {

  private final Duration pause;
  private final boolean endAtMidnight;
  private final ZoneId zone;

  Sessions(Config config) {
    pause = Duration.ofMinutes(config.value(JourneySettings.SESSION_MINUTES));
    endAtMidnight = config.value(JourneySettings.SESSION_ENDS_AT_MIDNIGHT);
    zone = config.value(ReportingSettings.TIME_ZONE);
  }

  /**
   * The first page view of every session, in the order of the events given, which is theirs.
   * Devices that are faster than people have sessions like any other.
   */
  List<TimelineEvent> firstPageViews(List<TimelineEvent> ordered) {
    Map<String, Session> open = new HashMap<>();
    List<TimelineEvent> firsts = new ArrayList<>();
    for (TimelineEvent event : ordered) {
      if (Kinds.activity(event) && !event.bot() && event.journeyAllowed()) {
        Session session = open.computeIfAbsent(Kinds.device(event), device -> new Session());
        if (session.opensWith(event)) {
          firsts.add(event);
        }
      }
    }
    return firsts;
  }

  private final class Session {

    private Instant lastActivity;
    private TimelineEvent firstPageView;

    /** Takes the next event in; true where it is the first page view of its session. */
    boolean opensWith(TimelineEvent event) {
      if (lastActivity != null && ended(event.occurredAt())) {
        firstPageView = null;
      }
      lastActivity = event.occurredAt();
      if (!Kinds.pageView(event) || firstPageView != null && !newCampaign(event)) {
        return false;
      }
      firstPageView = event;
      return true;
    }

    private boolean ended(Instant at) {
      return Duration.between(lastActivity, at).compareTo(pause) > 0
          || endAtMidnight
              && !lastActivity.atZone(zone).toLocalDate().equals(at.atZone(zone).toLocalDate());
    }

    private boolean newCampaign(TimelineEvent event) {
      return event.sourceStated() ? !sameCampaign(event) : statesAnother(event);
    }

    /** What names its source is compared whole: a campaign that it leaves out is another one. */
    private boolean sameCampaign(TimelineEvent event) {
      return firstPageView.sourceStated()
          && same(event.source(), firstPageView.source())
          && same(event.medium(), firstPageView.medium())
          && same(event.campaign(), firstPageView.campaign())
          && same(event.adGroup(), firstPageView.adGroup())
          && same(event.term(), firstPageView.term())
          && same(event.content(), firstPageView.content())
          && sameClick(event);
    }

    /** What names no source is compared by what it does state: a plain page changes nothing. */
    private boolean statesAnother(TimelineEvent event) {
      return another(event.campaign(), firstPageView.campaign())
          || another(event.adGroup(), firstPageView.adGroup())
          || another(event.term(), firstPageView.term())
          || another(event.content(), firstPageView.content())
          || !sameClick(event);
    }

    private static boolean another(String stated, String ofSession) {
      return stated != null && !stated.equalsIgnoreCase(ofSession);
    }

    private static boolean same(String one, String other) {
      return one == null ? other == null : one.equalsIgnoreCase(other);
    }

    private boolean sameClick(TimelineEvent event) {
      return event.clickId() == null
          || firstPageView.clickId() == null
          || event.clickId().equals(firstPageView.clickId());
    }
  }
}

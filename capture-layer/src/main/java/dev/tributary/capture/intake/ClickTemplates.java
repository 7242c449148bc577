package dev.tributary.capture.intake;

import dev.tributary.core.admission.RedirectClick;
import dev.tributary.core.admission.RedirectTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Clicks that were admitted before and differ in their id and time only: few pairs of browser and
 * page bring most of a link's clicks. For one thread; bounded, whatever headers are sent.
 */
final class ClickTemplates {

  private static final int MOST = 1_024;
  private static final int LONGEST = 1_024;

  private record Like(String linkId, String url, String referrer, String userAgent) {}

  private final Map<Like, RedirectTemplate> known = new HashMap<>();

  RedirectTemplate of(RedirectClick click, String userAgent, Supplier<RedirectTemplate> unseen) {
    int length = userAgent.length() + (click.referrer() == null ? 0 : click.referrer().length());
    if (length > LONGEST) {
      return unseen.get();
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Like(click.linkId(), click.destinationUrl(), click.referrer(), userAgent),
        like -> unseen.get());
  }
}

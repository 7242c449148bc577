package dev.tributary.speed.attribution;

import dev.tributary.core.journey.TimelineEvent;
import java.util.List;

/**
 * What is known of one redirect's click id.
 *
 * @param click the redirect itself, null until it arrives
 * @param journeys keys of the journeys that have the click, or get it once it arrives
 * @param carriers the first of those whose events carried the id; null in state that is older than
 *     the field, and then none
 */
public record ClickState(TimelineEvent click, List<String> journeys, List<Carrier> carriers) {

  static final ClickState NOTHING = new ClickState(null, List.of(), List.of());

  public ClickState {
    carriers = carriers == null ? List.of() : List.copyOf(carriers);
  }
}

package dev.tributary.speed.attribution;

import dev.tributary.core.journey.TimelineEvent;
import java.util.List;

/**
 * What is known of one redirect's click id.
 *
 * @param click the redirect itself, null until it arrives
 * @param journeys keys of the journeys whose events carried the id
 */
public record ClickState(TimelineEvent click, List<String> journeys) {

  static final ClickState NOTHING = new ClickState(null, List.of());
}

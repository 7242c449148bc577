package dev.tributary.core.journey;

import java.util.List;

/**
 * One person's touches and conversions, each in journey order: all that credit follows from. What
 * is no touch (bots, refusals, page views within a session, landings of a click) is left out, so it
 * is small and can be kept.
 *
 * @param channels the journey's channels; the first is Direct
 * @param mergeable a user id was seen on the journey
 */
public record PersonJourney(
    List<LaidTouch> touches,
    List<LaidConversion> conversions,
    List<String> channels,
    boolean mergeable) {}

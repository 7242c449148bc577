package dev.tributary.speed.attribution;

import dev.tributary.core.journey.TimelineEvent;

/**
 * An event on its way to a journey.
 *
 * @param route where it goes first: {@link Routes#CLICK} and a click id, where events of one click
 *     meet, or {@link Routes#JOURNEY} and its journey's key
 * @param journeyKey null for a redirect's click, whose visitor is not known yet
 */
public record Routed(String route, String journeyKey, TimelineEvent event) {}

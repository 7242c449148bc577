package dev.tributary.speed.attribution;

import dev.tributary.core.journey.TimelineEvent;

/** An event of a journey that is known. */
public record JourneyEvent(String journeyKey, TimelineEvent event) {}

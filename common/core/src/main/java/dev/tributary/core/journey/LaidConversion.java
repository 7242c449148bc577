package dev.tributary.core.journey;

/**
 * One conversion with what the person's other events say of it, on its way into a journey.
 *
 * @param atMicros microseconds since 1970
 * @param valueMinor minor units of the event's currency
 * @param allowedSinceMicros touches before it are out, since consent was withdrawn then
 * @param firstTouch touches before this place of the journey are used up by earlier conversions
 */
record LaidConversion(
    TimelineEvent event, long atMicros, long valueMinor, long allowedSinceMicros, int firstTouch) {}

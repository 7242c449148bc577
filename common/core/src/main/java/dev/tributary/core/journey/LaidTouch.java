package dev.tributary.core.journey;

/**
 * One touch as a laid-out journey keeps it: what reports show, and the numbers that the sweep
 * reads.
 *
 * @param visitorId null for a redirect click that no visitor adopted
 * @param atMicros microseconds since 1970
 * @param kind ordinal of the {@link TouchKind}
 * @param channelId place in the journey's list of channels; 0 is Direct
 */
public record LaidTouch(
    Touchpoint touch, String visitorId, long atMicros, int kind, int channelId) {}

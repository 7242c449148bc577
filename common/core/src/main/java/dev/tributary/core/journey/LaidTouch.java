package dev.tributary.core.journey;

/**
 * One touch as a laid-out journey keeps it for reports; what the sweep reads of it are numbers in
 * the journey's {@link JourneyColumns}.
 *
 * @param visitorId null for a redirect click that no visitor adopted
 */
public record LaidTouch(Touchpoint touch, String visitorId) {}

package dev.tributary.core.consent;

/**
 * What a visitor allows.
 *
 * @param analytics journeys may be built and identifiers kept
 * @param advertising ad platforms' click ids may be kept
 */
public record Consent(Choice analytics, Choice advertising) {}

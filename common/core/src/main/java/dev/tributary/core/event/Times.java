package dev.tributary.core.event;

import java.time.Instant;

/**
 * The clocks of one event, all at microseconds.
 *
 * @param occurredAt when it happened, corrected for a sender's skew and never after receivedAt
 * @param occurredAtOriginal as the sender wrote it; equal to occurredAt where nothing was corrected
 * @param sentAt the sender's clock when it sent, or null
 * @param receivedAt our clock when it arrived
 */
public record Times(
    Instant occurredAt, Instant occurredAtOriginal, Instant sentAt, Instant receivedAt) {}

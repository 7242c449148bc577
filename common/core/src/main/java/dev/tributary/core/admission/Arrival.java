package dev.tributary.core.admission;

import dev.tributary.core.event.Device;
import dev.tributary.core.event.Origin;
import java.time.Instant;

/**
 * How one event came in.
 *
 * @param origin collector and sequence, for event-loss accounting
 * @param receivedAt our clock; admission keeps microseconds
 * @param device what the request's user agent was reduced to, or {@link Device#UNKNOWN}; it fills
 *     the hints that the event lacks, and a robot is one whatever the event says
 */
public record Arrival(Origin origin, Instant receivedAt, Device device) {}

package dev.tributary.cli.completeness;

import java.time.Instant;

/**
 * What a collector took in during one hour of its clock.
 *
 * @param events accepted and refused ones alike: each has a sequence and must arrive somewhere
 */
public record JournaledHour(String collectorId, Instant hour, long events) {}

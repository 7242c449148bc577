package dev.tributary.capture.http;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What only the whole process knows.
 *
 * @param fault why new events can't be taken now, or null
 * @param gauges name to current value
 */
public record EdgeState(Supplier<String> fault, Supplier<Map<String, Double>> gauges) {}

package dev.tributary.capture.http;

import dev.tributary.capture.measure.Latency;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What only the whole process knows.
 *
 * @param fault why new events can't be taken now, or null
 * @param alerts what an operator has to look at while events are taken, one sentence or more each
 * @param gauges name to current value
 * @param shipped from an event's arrival to Kafka's acknowledgement
 */
public record EdgeState(
    Supplier<String> fault,
    Supplier<List<String>> alerts,
    Supplier<Map<String, Double>> gauges,
    Latency shipped) {}

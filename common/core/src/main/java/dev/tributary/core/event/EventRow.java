package dev.tributary.core.event;

import java.time.Instant;

/**
 * An admitted event in flat form: what crosses an engine, and the normalised columns of raw_events.
 *
 * <p>Every component may be null except key, eventType, occurredAt, occurredAtOriginal, receivedAt,
 * consentAnalytics, consentAdvertising, collectorId, sequence, status and schemaVersion. {@link
 * EventRows} maps to and from {@link Event}, totally.
 *
 * @param eventType wire name of the {@link EventType}
 * @param consentAnalytics wire name: granted, denied or unknown
 * @param valueMinor money in minor units of {@code currency}
 * @param currency of the value; of a conversion without one, the currency that was sent
 * @param valueInOrderCurrency of an adjustment that names no currency: its value as a plain decimal
 * @param erase a consent event asks for erasure
 */
public record EventRow(
    String key,
    String eventId,
    String eventType,
    Instant occurredAt,
    Instant occurredAtOriginal,
    Instant sentAt,
    Instant receivedAt,
    String visitorId,
    String userId,
    String clickId,
    String clickIdType,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String term,
    String content,
    String destinationUrl,
    String pageUrl,
    String referrer,
    String linkId,
    String deviceClass,
    String deviceOs,
    String deviceBrowser,
    String consentAnalytics,
    String consentAdvertising,
    String conversionType,
    String orderId,
    Long valueMinor,
    String currency,
    String valueInOrderCurrency,
    String adjustmentKind,
    Boolean erase,
    String collectorId,
    Long sequence,
    String status,
    Integer schemaVersion) {}

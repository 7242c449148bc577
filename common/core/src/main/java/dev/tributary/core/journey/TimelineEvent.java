package dev.tributary.core.journey;

import java.time.Instant;

/**
 * A deduplicated event, enriched and reduced to what a journey needs: the unit that speed keeps in
 * state, batch groups by person, and {@link PersonTimeline} reads.
 *
 * <p>Flat and without Optional so that it crosses an engine as it is. Nullable: visitorId, userId,
 * clickId, clickIdType, linkId, campaign, adGroup, term, content, and the order fields of what is
 * no conversion or adjustment.
 *
 * @param eventType wire name of the event type
 * @param channel decided channel; {@code Direct} where the source says nothing
 * @param term campaign parameter as sent; what was searched for, as a referrer tells, is none
 * @param content campaign parameter as sent
 * @param sourceStated whether utm parameters, a click id or a foreign referrer said where it came
 *     from; a visit without is a Direct touch, and ends a session only by a campaign parameter or
 *     click id other than the session's
 * @param classificationRule the rule that decided the channel, for explain
 * @param valueInOrderCurrency of an adjustment that names no currency: its value, a plain decimal
 *     with the decimals it was sent with; null otherwise, as are valueMinor and currency then
 * @param bot made by a machine; never a touch, and a conversion of it earns no credit
 * @param journeyAllowed consent lets it join a journey
 */
public record TimelineEvent(
    String key,
    String eventType,
    Instant occurredAt,
    Instant receivedAt,
    String collectorId,
    long sequence,
    String visitorId,
    String userId,
    String clickId,
    String clickIdType,
    String linkId,
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String term,
    String content,
    boolean sourceStated,
    String classificationRule,
    boolean bot,
    boolean journeyAllowed,
    String conversionType,
    String orderId,
    Long valueMinor,
    String currency,
    String valueInOrderCurrency,
    String adjustmentKind) {}

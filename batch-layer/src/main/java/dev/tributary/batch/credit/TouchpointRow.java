package dev.tributary.batch.credit;

import java.time.Instant;

/**
 * One row of the table touchpoints. Public for Spark's generated code; read the table instead.
 *
 * @param key of the event that made the touch
 * @param visitorId null for a redirect click that no visitor adopted
 */
public record TouchpointRow(
    String personId,
    String key,
    Instant at,
    String kind,
    String channel,
    String source,
    String medium,
    String campaign,
    String adGroup,
    String clickId,
    String visitorId,
    String publicationId) {}

package dev.tributary.core.event;

/**
 * Where the visitor came from and stood; each component but campaign and device may be null.
 *
 * @param destinationUrl where a click or the ad of an impression leads
 * @param pageUrl the page of a page view or conversion; of a click or impression where it stood
 * @param referrer http(s), android-app or ios-app; anything else was cleared at admission
 * @param linkId the registered link of a redirect click
 */
public record Context(
    Campaign campaign,
    String destinationUrl,
    String pageUrl,
    String referrer,
    String linkId,
    Device device) {}

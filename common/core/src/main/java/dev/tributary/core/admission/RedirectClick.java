package dev.tributary.core.admission;

/**
 * A click on a registered link, as the redirect saw it: a plain GET can't say anything about
 * consent, so it names no visitor.
 *
 * @param linkId the registered link
 * @param destinationUrl where the visitor was sent, without the click id appended to it
 * @param clickId the first-party click id that was minted for this click
 * @param referrer the request's Referer header, or null
 */
public record RedirectClick(
    String linkId, String destinationUrl, String clickId, String referrer) {}

/**
 * From one person's events to credit: deduplication, order, sessions, touches, lookback.
 *
 * <p>Start at {@link dev.tributary.core.journey.PersonTimeline}; every step it takes is one class
 * beside it. {@link dev.tributary.core.journey.Enricher} makes what it reads. The formulas that
 * share credit out live in the package attribution, the rules of sources in classify; what is
 * decided here, and why, is told in docs/journeys.md.
 */
package dev.tributary.core.journey;

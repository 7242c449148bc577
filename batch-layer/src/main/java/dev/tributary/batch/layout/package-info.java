/**
 * From the raw log to journeys: distinct events, who is who, one row a person; kept between runs
 * where that pays.
 *
 * <p>Start at {@link dev.tributary.batch.layout.Layout}.
 */
package dev.tributary.batch.layout;

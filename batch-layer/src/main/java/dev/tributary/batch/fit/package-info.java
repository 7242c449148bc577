/**
 * Models that are fitted to published journeys: what a fit reads, and where it is kept.
 *
 * <p>Start at {@link dev.tributary.batch.fit.ModelFitting}.
 */
package dev.tributary.batch.fit;

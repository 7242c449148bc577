/**
 * The raw log at one version, which everything of a run is made from.
 *
 * <p>Start at {@link dev.tributary.batch.raw.RawLog}.
 */
package dev.tributary.batch.raw;

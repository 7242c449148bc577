/**
 * What a run writes before anybody sees it, and what becomes of it where the run dies.
 *
 * <p>Start at {@link dev.tributary.batch.stage.Staging}.
 */
package dev.tributary.batch.stage;

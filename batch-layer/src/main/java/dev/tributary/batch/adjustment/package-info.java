/**
 * Refunds and other changes, shared as the orders that they change are.
 *
 * <p>Start at {@link dev.tributary.batch.adjustment.AdjustmentPosting}.
 */
package dev.tributary.batch.adjustment;

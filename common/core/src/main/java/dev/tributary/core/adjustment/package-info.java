/**
 * What refunds, cancellations and changes make of an order: how much it is worth after each, what
 * of each counts and why, and which touch's revenue moves.
 *
 * <p>Start at {@link dev.tributary.core.adjustment.Adjustments}; {@link
 * dev.tributary.core.adjustment.OriginalShares} splits an amount as the order itself was split.
 */
package dev.tributary.core.adjustment;

/**
 * How final credit differs from what was provisional, and what drove each difference; it always
 * sums exactly.
 *
 * <p>Start at {@link dev.tributary.core.ledger.Reconciliation}.
 */
package dev.tributary.core.ledger;

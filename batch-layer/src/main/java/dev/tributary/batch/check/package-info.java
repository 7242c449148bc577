/**
 * What must hold before a publication, and what is told beside it.
 *
 * <p>Start at {@link dev.tributary.batch.check.QualityChecks}.
 */
package dev.tributary.batch.check;

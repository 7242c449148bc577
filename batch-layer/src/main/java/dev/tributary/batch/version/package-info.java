/**
 * Under which rules, fits and sets of channel rules a run decides.
 *
 * <p>Start at {@link dev.tributary.batch.version.RuleFingerprint}.
 */
package dev.tributary.batch.version;

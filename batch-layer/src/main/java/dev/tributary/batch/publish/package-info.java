/**
 * What is current, since when, and the one commit that makes it so.
 *
 * <p>Start at {@link dev.tributary.batch.publish.Publisher}.
 */
package dev.tributary.batch.publish;

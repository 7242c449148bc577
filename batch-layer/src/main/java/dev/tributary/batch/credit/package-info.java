/**
 * From journeys to the rows that persons earn; core decides, Spark carries.
 *
 * <p>Start at {@link dev.tributary.batch.credit.Computation}.
 */
package dev.tributary.batch.credit;

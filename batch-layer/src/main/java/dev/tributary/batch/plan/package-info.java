/**
 * Which days a run publishes, in which portions, and what makes two runs the same.
 *
 * <p>Start at {@link dev.tributary.batch.plan.DayPlan}.
 */
package dev.tributary.batch.plan;

package dev.tributary.batch.stage;

import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.plan.DayRange;

/**
 * A part of a run whose rows are all written.
 *
 * @param counts how many rows that are
 */
record StagedPart(DayRange days, Outcomes.Counts counts) {}

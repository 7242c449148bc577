package dev.tributary.batch;

/**
 * A part of a run whose rows are all written.
 *
 * @param counts how many rows that are
 */
record StagedPart(DayRange days, Outcomes.Counts counts) {}

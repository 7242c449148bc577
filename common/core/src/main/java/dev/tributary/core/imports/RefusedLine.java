package dev.tributary.core.imports;

/**
 * A line of a table that is not taken.
 *
 * @param line counts from 1, the header included
 * @param reason code, for example {@code invalid_day}
 * @param problem what is wrong with it and what to do, naming the line
 */
public record RefusedLine(long line, String reason, String problem) {}

package dev.tributary.core.imports;

import java.util.List;

/**
 * One record of a comma-separated table, its cells as the bytes they are.
 *
 * @param line in which it begins, from 1; a cell in quotes may have more lines
 * @param lastLine in which it ends
 */
record TableRecord(long line, long lastLine, List<byte[]> cells) {}

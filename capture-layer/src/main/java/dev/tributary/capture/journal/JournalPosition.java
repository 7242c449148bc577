package dev.tributary.capture.journal;

/**
 * Where a record lies.
 *
 * @param sequence counts from 1, without gaps except where the disk lost a record
 * @param segment first sequence of the segment file that holds it
 * @param end offset in bytes, within that file, of the byte behind the record
 */
public record JournalPosition(long sequence, long segment, long end) {}

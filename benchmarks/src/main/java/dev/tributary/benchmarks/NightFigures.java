package dev.tributary.benchmarks;

/**
 * What a night took.
 *
 * @param seconds from the command to its end
 * @param processorSeconds of all processes
 * @param processes how many took part
 * @param peakBytes the most resident memory that each process ever had, added up
 * @param largestBytes that of the largest process
 * @param tasks of Spark
 * @param shuffledBytes written for shuffles
 * @param spilledBytes written to disk for want of memory
 * @param peakTaskBytes peaks of what one task held to compute, added up over its structures: the
 *     most of all tasks
 */
public record NightFigures(
    double seconds,
    double processorSeconds,
    int processes,
    long peakBytes,
    long largestBytes,
    long tasks,
    long shuffledBytes,
    long spilledBytes,
    long peakTaskBytes) {}

package dev.tributary.cli.launch;

import java.util.List;

/**
 * A process that a supervisor keeps alive.
 *
 * @param name for messages
 * @param command the words that start it
 * @param readyLines how many {@code ready ...} lines it prints before it serves
 */
public record ChildPlan(String name, List<String> command, int readyLines) {}

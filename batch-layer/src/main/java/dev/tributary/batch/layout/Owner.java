package dev.tributary.batch.layout;

/**
 * Whose an event is: what events are grouped by. Public for Spark's generated code.
 *
 * @param hash of the name: names begin alike, and Spark sorts by first bytes before it looks
 *     further
 * @param name see {@link People#owner}
 */
public record Owner(long hash, String name) {}

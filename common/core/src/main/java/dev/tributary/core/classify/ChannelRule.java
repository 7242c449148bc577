package dev.tributary.core.classify;

/**
 * One rule: what {@code when} holds for belongs to the channel.
 *
 * @param name by which another rule set replaces it
 */
record ChannelRule(String name, String channel, Condition when) {}

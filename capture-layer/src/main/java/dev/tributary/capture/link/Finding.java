package dev.tributary.capture.link;

/**
 * What the check of links found.
 *
 * @param linkId the link it is about
 * @param rule stable name of the rule
 * @param problem one sentence about this link
 * @param remedy what its owner can do
 */
public record Finding(String linkId, String rule, String problem, String remedy) {}

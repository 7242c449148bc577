package dev.tributary.simulator;

/**
 * One browser or app.
 *
 * @param granted whether its owner allows analytics
 */
record Visitor(String id, String deviceClass, boolean granted) {}

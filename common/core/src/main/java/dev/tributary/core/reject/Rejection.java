package dev.tributary.core.reject;

/**
 * Why one input was refused.
 *
 * @param reason stable code, as the contract's documentation lists it
 * @param problem one sentence about this very input; it never quotes identifiers
 * @param remedy what its sender can do
 */
public record Rejection(Reason reason, String problem, String remedy) {}

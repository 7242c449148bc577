package dev.tributary.core.money;

/**
 * An exact amount.
 *
 * @param minor integer minor units (cents for EUR, yen for JPY)
 * @param currency ISO 4217, upper case
 */
public record Money(long minor, String currency) {}

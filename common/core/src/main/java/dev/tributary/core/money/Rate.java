package dev.tributary.core.money;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The exchange rate of a day: one unit of {@code base} is worth {@code rate} units of {@code
 * quote}.
 *
 * @param base ISO 4217, upper case; so is quote
 * @param rate above zero
 */
public record Rate(LocalDate day, String base, String quote, BigDecimal rate) {}

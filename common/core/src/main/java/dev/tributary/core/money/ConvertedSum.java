package dev.tributary.core.money;

import java.math.BigDecimal;

/**
 * Amounts of several currencies and days in one currency.
 *
 * @param minor what is shown: whole minor units, each currency and rate day rounded once
 * @param unrounded what ratios are taken of: minor units to 60 digits, the same whatever the
 *     currency's smallest unit is
 */
public record ConvertedSum(long minor, BigDecimal unrounded) {}

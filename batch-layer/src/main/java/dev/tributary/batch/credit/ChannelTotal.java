package dev.tributary.batch.credit;

import java.time.LocalDate;

/**
 * What the conversions of one day gave one channel under one model. Public for Spark's generated
 * code.
 *
 * @param creditMicros 1,000,000 is one order
 * @param revenueMinor minor units
 */
public record ChannelTotal(
    LocalDate day, String channel, String model, long creditMicros, long revenueMinor) {}

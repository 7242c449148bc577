package dev.tributary.batch.fit;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One row of the table model_fits: what one fit says of one channel. Public for Spark's generated
 * code and for whoever prints a fit.
 *
 * @param conversionsLow null where there is no interval; so is conversionsHigh
 * @param drift null for a model's first fit; so is driftFrom
 */
public record FitRow(
    String fitId,
    String model,
    String channel,
    double effect,
    double conversions,
    Double conversionsLow,
    Double conversionsHigh,
    LocalDate fromDay,
    LocalDate toDay,
    long paths,
    double totalConversions,
    double totalNulls,
    double conversionProbability,
    int states,
    double residual,
    Double drift,
    String driftFrom,
    String ruleVersion,
    String publications,
    Instant fittedAt) {}

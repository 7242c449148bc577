package dev.tributary.batch.credit;

import java.util.List;

/**
 * What a run found out about one person within its days. Public for Spark's generated code.
 *
 * @param touchpoints those of the run's days, whether a conversion followed or not
 * @param conversions of the run's days, with their credit under all models
 */
public record PersonOutcome(
    List<TouchpointRow> touchpoints, List<CreditedConversion> conversions) {}

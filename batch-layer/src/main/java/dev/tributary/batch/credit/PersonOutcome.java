package dev.tributary.batch.credit;

import dev.tributary.core.view.CreditRow;
import java.util.List;

/**
 * What a run found out about one person within its days. Public for Spark's generated code.
 *
 * @param touchpoints those of the run's days, whether a conversion followed or not
 * @param conversions of the run's days
 * @param credits of these conversions, all models
 */
public record PersonOutcome(
    List<TouchpointRow> touchpoints, List<ConversionRow> conversions, List<CreditRow> credits) {}

package dev.tributary.batch.adjustment;

import dev.tributary.core.view.CreditRow;
import java.util.List;

/**
 * What a run posts of one adjustment. Public for Spark's generated code.
 *
 * @param credits without credit, only revenue; none where nothing moves
 */
public record PostedAdjustment(AdjustmentRow adjustment, List<CreditRow> credits) {}

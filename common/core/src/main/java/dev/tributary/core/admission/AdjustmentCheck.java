package dev.tributary.core.admission;

import dev.tributary.core.event.AdjustmentKind;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.FieldLimits;
import dev.tributary.core.reject.Reason;

/** An adjustment names its order, its kind and, unless it cancels, its amount. */
final class AdjustmentCheck implements Check {

  private final Amounts amounts;

  AdjustmentCheck(Amounts amounts) {
    this.amounts = amounts;
  }

  @Override
  public void apply(Draft draft) {
    if (draft.type() != EventType.ADJUSTMENT) {
      return;
    }
    Fields what = draft.fields().object("adjustment");
    if (what == null) {
      throw new Refusal(Reason.MISSING_ADJUSTMENT.because("adjustment"));
    }
    if (what.identifier("order_id", FieldLimits.ofIdentifier("order_id")) == null) {
      throw new Refusal(Reason.MISSING_ORDER_ID.because("adjustment.order_id"));
    }
    String word = what.text("kind", 64);
    if (word == null) {
      throw new Refusal(Reason.MISSING_ADJUSTMENT.because("adjustment.kind"));
    }
    AdjustmentKind kind =
        AdjustmentKind.ofWire(word)
            .orElseThrow(() -> new Refusal(Reason.UNKNOWN_ADJUSTMENT_KIND.plainly()));
    if (kind == AdjustmentKind.CANCEL) {
      // A cancelled order is worth nothing, whatever a sender writes beside it.
      what.node().remove("value");
    } else if (what.member("value") == null) {
      throw new Refusal(Reason.MISSING_VALUE.because("adjustment.value"));
    }
    amounts.normaliseAdjustment(what, draft.fields());
  }
}

package dev.tributary.core.admission;

import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventType;
import dev.tributary.core.reject.Reason;

/** A conversion has a type and an order, and a purchase its value. */
final class OrderCheck implements Check {

  private final Amounts amounts;

  OrderCheck(Amounts amounts) {
    this.amounts = amounts;
  }

  @Override
  public void apply(Draft draft) {
    if (draft.type() != EventType.CONVERSION) {
      return;
    }
    Fields fields = draft.fields();
    if (fields.member("conversion_type") == null) {
      fields.node().put("conversion_type", Event.PURCHASE);
    }
    if (fields.member("order_id") == null) {
      throw new Refusal(Reason.MISSING_ORDER_ID.because("order_id"));
    }
    boolean purchase = fields.text("conversion_type", 64).equals(Event.PURCHASE);
    if (purchase && fields.member("value") == null) {
      throw new Refusal(Reason.MISSING_VALUE.because("value"));
    }
    amounts.normalise(fields, fields);
  }
}

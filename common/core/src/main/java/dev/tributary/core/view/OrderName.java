package dev.tributary.core.view;

import dev.tributary.core.journey.TimelineEvent;

/** What an adjustment calls its order by. */
public record OrderName(String conversionType, String orderId) {

  static OrderName of(TimelineEvent orderOrAdjustment) {
    return new OrderName(orderOrAdjustment.conversionType(), orderOrAdjustment.orderId());
  }

  static OrderName of(CreditRow row) {
    return new OrderName(row.conversionType(), row.orderId());
  }
}

package dev.tributary.core.adjustment;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.money.Money;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The amount of an adjustment as its sender stated it: with a currency, or without one, in that of
 * the order. A cancellation states none.
 */
record StatedAmount(TimelineEvent adjustment) {

  /** Why an amount can't count, and what to do about it. */
  record Fault(Outcome outcome, String sentence) {}

  /** What keeps it from counting against an order in that currency; empty for a cancellation. */
  Optional<Fault> fault(String orderCurrency) {
    Optional<Money> money = money(orderCurrency);
    if (namesNoCurrency() && money.isEmpty()) {
      return Optional.of(
          new Fault(
              Outcome.UNFIT_AMOUNT,
              "its order is in "
                  + orderCurrency
                  + ", and the amount "
                  + misfit(orderCurrency)
                  + ". Send another adjustment, with an amount in "
                  + orderCurrency
                  + "."));
    }
    return money
        .filter(one -> !one.currency().equals(orderCurrency))
        .map(
            one ->
                new Fault(
                    Outcome.OTHER_CURRENCY,
                    "its order is in "
                        + orderCurrency
                        + ", and currencies are not mixed. Send it in the order's currency."));
  }

  /** The money that it is; empty for a cancellation, and where the order's currency lacks it. */
  Optional<Money> money(String orderCurrency) {
    return namesNoCurrency() ? Money.exactly(decimal(), orderCurrency) : named();
  }

  /** The money that it is whatever the order; empty where it names no currency. */
  Optional<Money> named() {
    return adjustment.valueMinor() == null
        ? Optional.empty()
        : Optional.of(new Money(adjustment.valueMinor(), adjustment.currency()));
  }

  /** As it was sent: {@code 12.50 EUR}. */
  String text() {
    return named()
        .map(StatedAmount::text)
        .orElseGet(() -> adjustment.valueInOrderCurrency() + " in its order's currency");
  }

  static String text(Money money) {
    return money.amount().toPlainString() + " " + money.currency();
  }

  private String misfit(String orderCurrency) {
    int surplus = Money.surplusDecimals(decimal(), orderCurrency);
    return surplus > 0
        ? "has " + surplus + (surplus == 1 ? " decimal" : " decimals") + " more than that has"
        : "is larger than any order";
  }

  private boolean namesNoCurrency() {
    return adjustment.valueInOrderCurrency() != null;
  }

  private BigDecimal decimal() {
    return new BigDecimal(adjustment.valueInOrderCurrency());
  }
}

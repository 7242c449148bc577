package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.money.Currencies;
import dev.tributary.core.money.Money;
import dev.tributary.core.reject.Reason;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads values exactly and writes them as plain decimal strings, each with its currency. */
final class Amounts {

  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

  private final String defaultCurrency;

  Amounts(Config config) {
    this.defaultCurrency = config.value(ReportingSettings.CURRENCY);
  }

  /**
   * Normalises the value of {@code holder} and the event's currency.
   *
   * @throws Refusal when either is none, or they don't fit each other
   */
  void normalise(Fields holder, Fields event) {
    String given = event.text("currency", 16);
    String currency =
        Currencies.code(given == null ? defaultCurrency : given)
            .orElseThrow(() -> new Refusal(Reason.UNKNOWN_CURRENCY.plainly()));
    JsonNode value = holder.member("value");
    if (given != null || value != null) {
      event.node().put("currency", currency);
    }
    if (value != null) {
      Money money = money(decimal(value, holder), currency, holder.named("value"));
      holder.node().put("value", money.amount().toPlainString());
    }
  }

  private static BigDecimal decimal(JsonNode value, Fields holder) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (!DECIMAL.matcher(text).matches()) {
      throw new Refusal(Reason.INVALID_VALUE.because(holder.named("value")));
    }
    return new BigDecimal(text);
  }

  private static Money money(BigDecimal amount, String currency, String field) {
    if (amount.signum() < 0) {
      throw new Refusal(Reason.NEGATIVE_VALUE.because(field));
    }
    int surplus = Money.surplusDecimals(amount, currency);
    if (surplus > 0) {
      throw new Refusal(
          Reason.TOO_MANY_DECIMALS.because(
              field + " has " + surplus + " decimals more than " + currency + " has"));
    }
    if (!Money.fits(amount, currency)) {
      throw new Refusal(Reason.VALUE_TOO_LARGE.because(field));
    }
    return Money.of(amount, currency);
  }
}

package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /**
   * Normalises an adjustment's value and the event's currency. Without a currency the value is in
   * that of the order, which is not looked up here: its decimals stay as they were written.
   *
   * @throws Refusal when either is none, or no currency could have that value
   */
  void normaliseAdjustment(Fields adjustment, Fields event) {
    JsonNode value = adjustment.member("value");
    if (value == null || event.member("currency") != null) {
      normalise(adjustment, event);
      return;
    }
    BigDecimal amount = decimal(value, adjustment);
    String field = adjustment.named("value");
    notNegative(amount, field);
    if (amount.scale() > Currencies.MOST_DECIMALS) {
      throw new Refusal(
          Reason.TOO_MANY_DECIMALS.because(
              field + " has " + amount.scale() + " decimals, and no currency has so many"));
    }
    if (!Money.fitsAny(amount)) {
      throw new Refusal(Reason.VALUE_TOO_LARGE.because(field));
    }
    adjustment.node().put("value", amount.toPlainString());
  }

  /**
   * An admitted adjustment that names no currency, as if it named the default one; any other as it
   * is. Keys are made of that, as they were when the default was written into the event: what was
   * sent then and is sent again must not count twice.
   */
  JsonNode withCurrency(JsonNode adjustment) {
    JsonNode value = adjustment.at("/adjustment/value");
    if (adjustment.has("currency") || !value.isTextual()) {
      return adjustment;
    }
    ObjectNode named = adjustment.deepCopy();
    named.put("currency", defaultCurrency);
    Money.exactly(new BigDecimal(value.textValue()), defaultCurrency)
        .ifPresent(
            money -> named.withObject("/adjustment").put("value", money.amount().toPlainString()));
    return named;
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
    notNegative(amount, field);
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

  private static void notNegative(BigDecimal amount, String field) {
    if (amount.signum() < 0) {
      throw new Refusal(Reason.NEGATIVE_VALUE.because(field));
    }
  }
}

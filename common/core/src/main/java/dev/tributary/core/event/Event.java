package dev.tributary.core.event;

import dev.tributary.core.money.Money;
import java.math.BigDecimal;

/**
 * One admitted event: parsed, validated and reduced to what its consent allows.
 *
 * <p>Components of the records below are null where the event does not carry them, unless said
 * otherwise. {@link EventRow} is the same in flat form, for engines.
 */
public sealed interface Event {

  /** The type of a conversion, and of an adjustment's order, that names none. */
  String PURCHASE = "purchase";

  /** Key, times, identifiers, consent and origin: what every event has. Never null. */
  Header header();

  /** An ad was shown; a touch only where view-through is on. */
  record Impression(Header header, Context context) implements Event {}

  /** A redirect of ours, or an ad click sent or imported. Its destination URL is never null. */
  record Click(Header header, Context context) implements Event {}

  /** A page was seen; the first of a session is a touch. */
  record PageView(Header header, Context context) implements Event {}

  /**
   * Something worth crediting. Conversion type and order id are never null; zero value is valid.
   * {@code currency} is that of the value, or the one that was sent without a value: what is later
   * changed about a lead that was worth nothing yet is in it.
   */
  record Conversion(
      Header header,
      Context context,
      String conversionType,
      String orderId,
      Money value,
      String currency)
      implements Event {}

  /**
   * A refund, cancellation or change of an earlier order; {@code conversionType} is null where none
   * was named: the order is a purchase then. A refund or change has either a {@code value} or,
   * where it names no currency, a {@code valueInOrderCurrency}, with the decimals it was sent with;
   * a cancel has neither.
   */
  record Adjustment(
      Header header,
      String conversionType,
      String orderId,
      AdjustmentKind kind,
      Money value,
      BigDecimal valueInOrderCurrency)
      implements Event {}

  /** Visitor and user are one person from here on; neither is there where consent denied it. */
  record Identify(Header header) implements Event {}

  /** What linked visitor and user until now was wrong; neither is there where consent denied it. */
  record Unlink(Header header) implements Event {}

  /** A visitor's choice; {@code erase} asks to remove what is stored as well. */
  record ConsentChange(Header header, boolean erase) implements Event {}
}

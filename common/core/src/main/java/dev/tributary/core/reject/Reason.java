package dev.tributary.core.reject;

import java.util.Locale;

/**
 * Why an event or a request is refused; docs/contract.md mirrors this list.
 *
 * <p>{@code problem} takes one detail in place of {@code %s}. Details name fields, limits and words
 * of the contract; they never carry an identifier, since rejections are logged and stored where the
 * event itself must not be.
 */
public enum Reason {
  REQUEST_TOO_LARGE(
      "The request's body is larger than 1 MiB.",
      "The body has %s bytes; at most 1048576 are taken.",
      "Send fewer events in one request."),
  TOO_MANY_EVENTS(
      "The request has more than 1,000 events.",
      "The request has %s events; at most 1000 are taken.",
      "Send fewer events in one request."),
  EVENT_TOO_LARGE(
      "The event is larger than 64 KiB.",
      "The event has %s bytes; at most 65536 are taken.",
      "Leave out what analysis does not need."),
  INVALID_UTF8(
      "The bytes are not UTF-8.",
      "The bytes stop being UTF-8 at byte %s.",
      "Encode the event as UTF-8."),
  MALFORMED_JSON(
      "The text is not JSON.",
      "The text is not JSON: %s.",
      "Write the event with a JSON library and send it whole."),
  NOT_AN_OBJECT(
      "The JSON is not an object.",
      "The event is %s, not a JSON object.",
      "Send each event as one JSON object."),
  TOO_DEEP(
      "Objects and arrays lie more than 16 levels deep.",
      "The member %s lies more than 16 levels deep.",
      "Flatten the event."),
  DUPLICATE_MEMBER(
      "An object has two members of one name.",
      "The member %s is there twice, so it can't be told which one counts.",
      "Send every member once."),
  LONE_SURROGATE(
      "A string holds half a character.",
      "The member %s holds half of a surrogate pair, which is no character.",
      "Cut strings between characters, not within one."),
  WRONG_TYPE(
      "A field has another JSON type than the contract's.",
      "The field %s.",
      "Send the field in the contract's type, or leave it out where it is optional."),
  TOO_LONG(
      "A field is longer than its limit, counted in Unicode code points.",
      "The field %s.",
      "Shorten the field."),
  CONTROL_CHARACTER(
      "An identifier holds a control character.",
      "The field %s.",
      "Send the identifier as text without control characters, or leave it out where it is"
          + " optional."),
  MISSING_SCHEMA_VERSION(
      "The event does not say which version of the contract it follows.",
      "The event has no schema_version%s.",
      "Send \"schema_version\": 1."),
  UNSUPPORTED_SCHEMA_VERSION(
      "The event follows a version of the contract that this release does not know.",
      "The schema_version is %s; this release knows 1.",
      "Send version 1, or update the platform before its senders."),
  MISSING_CONSENT(
      "The event does not say what its visitor consented to.",
      "The event has no %s.",
      "Send \"consent\": {\"analytics\": ..., \"advertising\": ...}, each granted, denied or"
          + " unknown; unknown is an answer."),
  INVALID_CONSENT(
      "A consent is none of granted, denied, unknown.",
      "The field %s is none of granted, denied, unknown.",
      "Send one of the three words."),
  MISSING_EVENT_TYPE(
      "The event does not say what happened.",
      "The event has no event_type%s.",
      "Send one of impression, click, page_view, conversion, adjustment, identify, unlink, consent."),
  UNKNOWN_EVENT_TYPE(
      "The event's type is not one of the contract's.",
      "The event_type is none of the contract's%s.",
      "Send one of impression, click, page_view, conversion, adjustment, identify, unlink, consent."),
  MISSING_TIME(
      "The event does not say when it happened.",
      "The event has no occurred_at%s.",
      "Send occurred_at as RFC 3339 with an offset, or as milliseconds since 1970."),
  INVALID_TIME(
      "A time can't be read, or lacks its offset.",
      "The field %s can't be read as a time, or lacks its offset.",
      "Send RFC 3339 with an offset, such as 2026-11-08T10:15:30.250Z, or milliseconds since 1970"
          + " as a number. In a table that is read by a map the offset may be left out."),
  MISSING_VISITOR(
      "The event names no visitor although its consent allows it, or a consent event names none.",
      "The event has no visitor_id%s.",
      "Send the first-party visitor_id, or the consent that forbids it."),
  MISSING_USER(
      "An identify or unlink event names no user.",
      "The event has no user_id%s.",
      "Send both visitor_id and user_id, which the event is about."),
  MISSING_DESTINATION(
      "A click does not say where it leads.",
      "The click has no destination_url%s.",
      "Send the URL that the click leads to."),
  INVALID_URL(
      "A URL is not absolute, not http(s), or refused by browsers.",
      "The field %s is no absolute http or https URL that a browser would open.",
      "Send the address as the browser's address bar shows it, with https:// in front."),
  MISSING_ORDER_ID(
      "A conversion or adjustment names no order.",
      "The event has no %s.",
      "Send the order's id; for a lead or sign-up any id that stays the same when it is sent"
          + " again."),
  MISSING_VALUE(
      "A purchase, refund or change has no value.",
      "The event has no %s.",
      "Send the value, for example \"value\": \"12.50\"; zero is valid."),
  INVALID_VALUE(
      "A value is no decimal number.",
      "The field %s is no plain decimal number.",
      "Send a JSON number or a string such as \"12.50\", without separators or signs of a"
          + " currency."),
  NEGATIVE_VALUE(
      "A value is below zero.",
      "The field %s is below zero.",
      "Send the amount without a sign; an adjustment of kind refund gives back what it names."),
  TOO_MANY_DECIMALS(
      "A value has more decimals than its currency.",
      "The field %s.",
      "Round the value to the currency's smallest unit."),
  VALUE_TOO_LARGE(
      "A value is larger than any order.",
      "The field %s is 10^15 of the currency's smallest units or more.",
      "Check the unit: values are in the currency itself, not in its cents."),
  UNKNOWN_CURRENCY(
      "The currency is no ISO 4217 code of money.",
      "The currency is no ISO 4217 code of money%s.",
      "Send three letters such as EUR."),
  MISSING_ADJUSTMENT(
      "An adjustment event does not say what it adjusts.",
      "The event has no %s.",
      "Send \"adjustment\": {\"order_id\": ..., \"kind\": ..., \"value\": ...}."),
  UNKNOWN_ADJUSTMENT_KIND(
      "The adjustment's kind is not one of the contract's.",
      "The adjustment's kind is none of refund, cancel, change%s.",
      "Send one of the three words."),
  MALFORMED_LINE(
      "A line or row of an imported file is not in the file's format.",
      "Line %s.",
      "Mend the line and import the file again; what is known already is not added twice."),
  FAILED_EXPRESSION(
      "An expression of an import's map fails on a row.",
      "Row %s.",
      "Mend the expression or the row and import again; what is known already is not added twice."),
  VALIDATION_UNAVAILABLE(
      "The event could not be validated because of a fault here; its bytes are kept where its consent"
          + " allows.",
      "The event could not be validated: a fault of the server, which its log describes%s.",
      "Nothing: the operator replays it after the fault is mended."),
  UNDELIVERABLE(
      "The event was accepted and Kafka refuses to take it.",
      "Kafka refuses the event: %s",
      "The operator raises the topic's message size, or mends what is named, and replays it.");

  private final String sentence;
  private final String problem;
  private final String remedy;

  Reason(String sentence, String problem, String remedy) {
    this.sentence = sentence;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The stable code, for example {@code malformed_json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the code stands for, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** What a sender can do. */
  public String remedy() {
    return remedy;
  }

  /** The rejection of one input, with the detail that its problem names. */
  public Rejection because(Object detail) {
    return new Rejection(this, problem.replace("%s", String.valueOf(detail)), remedy);
  }

  /** The rejection where there is no more to say. */
  public Rejection plainly() {
    return because("");
  }
}

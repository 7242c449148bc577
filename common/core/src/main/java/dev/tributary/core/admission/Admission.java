package dev.tributary.core.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.AdmittedJson;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventType;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.event.Times;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * The door of the platform: parses, validates and applies consent, before anything is written.
 *
 * <p>Total: any bytes give exactly one verdict. Safe for use by several threads.
 */
public final class Admission {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> CLICK_ID = Set.of("click_id", "click_id_type");
  private static final Set<String> VISITOR = Set.of("visitor_id");

  private final Pseudonyms pseudonyms;
  private final ConsentPolicy policy;
  private final List<Check> checks;
  private final CampaignFill campaignFill;
  private final ConsentReduction reduction;
  private final KeptBytes keptBytes;
  private final EventKey keys;
  private final AdmittedJson admittedJson = new AdmittedJson();

  public Admission(Config config, Pseudonyms pseudonyms) {
    Amounts amounts = new Amounts(config);
    this.pseudonyms = pseudonyms;
    this.policy = new ConsentPolicy(config);
    this.campaignFill = new CampaignFill(config);
    this.reduction = new ConsentReduction(config);
    this.keptBytes = new KeptBytes(policy);
    this.keys = new EventKey(config.value(EventSettings.KEY_BUCKET_SECONDS), amounts);
    this.checks =
        List.of(
            new SchemaVersionCheck(),
            new ConsentCheck(),
            new EventTypeCheck(),
            new TextCheck(),
            new TimeCheck(),
            new UrlCheck(),
            new WhoCheck(policy),
            new OrderCheck(amounts),
            new AdjustmentCheck(amounts),
            new ShapeCheck());
  }

  /** The verdict on one event as it came in. */
  public Verdict admit(byte[] utf8Json, Arrival arrival) {
    StrictJson.Reading reading = StrictJson.read(utf8Json);
    if (reading.fault() != null) {
      return refused(reading.fault(), utf8Json, reading);
    }
    try {
      Draft draft = new Draft(new Fields(reading.event(), ""));
      checks.forEach(check -> check.apply(draft));
      Set<String> kept = draft.type() == EventType.CONSENT ? VISITOR : Set.of();
      return admitted(draft, arrival, kept);
    } catch (Refusal refusal) {
      return refused(refusal.rejection(), utf8Json, reading);
    }
  }

  /**
   * The verdict where {@link #admit} itself failed: the event is kept, as far as what can be read
   * of its consent allows, and replayed once the fault is mended.
   */
  public Verdict.Refused degraded(byte[] utf8Json) {
    StrictJson.Reading reading = StrictJson.read(utf8Json);
    return refused(Reason.VALIDATION_UNAVAILABLE.plainly(), utf8Json, reading);
  }

  /**
   * Whether the bytes that were kept of a refused input say its consent. If not, whoever it is of
   * may deny, and they are kept for {@code event.unreadable_retention_hours} only.
   */
  public static boolean consentCanBeRead(byte[] refused) {
    return KeptBytes.readable(StrictJson.read(refused).consents());
  }

  /**
   * The event of a click on a registered link. Consent is unknown, but the minted click id stays:
   * it belongs to nobody until an event with consent adopts it.
   *
   * @throws IllegalArgumentException when the click breaks the contract, which no registered link's
   *     does
   */
  public Verdict.Admitted redirect(RedirectClick click, Arrival arrival) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("schema_version", SchemaVersionCheck.VERSION);
    event.put("event_type", EventType.CLICK.wire());
    event.put("occurred_at", arrival.receivedAt().truncatedTo(ChronoUnit.MICROS).toString());
    event.put("link_id", click.linkId());
    event.put("destination_url", click.destinationUrl());
    event.put("click_id", click.clickId());
    event.put("click_id_type", Identifiers.FIRST_PARTY_CLICK_ID);
    event.put("referrer", click.referrer());
    event.putObject("consent").put("analytics", "unknown").put("advertising", "unknown");
    Draft draft = new Draft(new Fields(event, ""));
    try {
      // Everything but who: a redirect has no visitor even where unknown counts as granted.
      checks.stream()
          .filter(check -> !(check instanceof WhoCheck))
          .forEach(check -> check.apply(draft));
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.rejection().problem(), refusal);
    }
    return admitted(draft, arrival, CLICK_ID);
  }

  /**
   * The same for any number of clicks that differ in their id and time only.
   *
   * @param click its click id does not matter
   * @param arrival its time does not matter
   * @throws IllegalArgumentException when the click breaks the contract
   */
  public RedirectTemplate redirects(RedirectClick click, Arrival arrival) {
    return RedirectTemplate.of(this, keys, click, arrival);
  }

  private Verdict.Admitted admitted(Draft draft, Arrival arrival, Set<String> keptIdentifiers) {
    ObjectNode event = draft.fields().node();
    Consent consent = draft.consent();
    campaignFill.fromUtm(event, draft.type());
    Set<String> filled =
        reduction.limits(consent)
            ? campaignFill.fromClickId(event, draft.type(), name -> reduction.takes(name, consent))
            : Set.of();
    DeviceFill.discardUserAgent(event);
    if (reduction.apply(event, draft.type(), consent, keptIdentifiers)) {
      draft.notice(Verdict.Notice.CONSENT_LIMITED);
    }
    pseudonymise(event, "user_id");
    if (draft.type() == EventType.CONSENT) {
      pseudonymise(event, "visitor_id");
    }
    String key = keys.of(event, draft.type(), arrival.origin(), filled);
    DeviceFill.fill(event, allowed(arrival.device(), consent));
    Envelope envelope =
        new Envelope(
            key,
            arrival.origin(),
            arrival.receivedAt().truncatedTo(ChronoUnit.MICROS),
            SchemaVersionCheck.VERSION,
            Envelope.OK);
    Event admitted = admittedJson.read(event, envelope);
    clockNotices(admitted.header().times(), draft);
    return new Verdict.Admitted(admitted, bytes(event), Set.copyOf(draft.notices()));
  }

  private Device allowed(Device device, Consent consent) {
    return policy.allowsAnalytics(consent) ? device : new Device(device.deviceClass(), null, null);
  }

  private void pseudonymise(ObjectNode event, String field) {
    if (event.has(field)) {
      event.put(field, pseudonyms.of(event.get(field).textValue()));
    }
  }

  private static void clockNotices(Times times, Draft draft) {
    if (times.occurredAt().equals(times.occurredAtOriginal())) {
      return;
    }
    boolean clamped = times.occurredAt().equals(times.receivedAt());
    draft.notice(clamped ? Verdict.Notice.TIME_CLAMPED : Verdict.Notice.SKEW_CORRECTED);
  }

  private Verdict.Refused refused(Rejection rejection, byte[] input, StrictJson.Reading reading) {
    return new Verdict.Refused(rejection, keptBytes.of(input, reading.consents()), input.length);
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON values can always be written.", e);
    }
  }
}

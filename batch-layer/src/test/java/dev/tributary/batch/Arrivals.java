package dev.tributary.batch;

import dev.tributary.core.event.EventRow;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;

/**
 * Admitted events for tests, each received a second after it happened. Their sequences tell them
 * apart; a world gives them its own.
 */
public final class Arrivals {

  private static long sequence = 1;

  private Arrivals() {}

  /** The same event under another number of its collector. */
  static EventRow numbered(EventRow event, long number) {
    RecordComponent[] components = EventRow.class.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int index = 0; index < components.length; index++) {
        boolean sequence = components[index].getName().equals("sequence");
        values[index] = sequence ? number : components[index].getAccessor().invoke(event);
        types[index] = components[index].getType();
      }
      return EventRow.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** An ad click on a paid search campaign. */
  public static EventRow click(String visitor, String at, String source, String medium) {
    return new Draft("click", "click-" + visitor + "-" + at, visitor, at)
        .from(source, medium)
        .row();
  }

  /** A redirect of ours: no visitor, a click id of its own. */
  public static EventRow redirect(String clickId, String at) {
    return new Draft("click", "click-" + clickId, null, at)
        .from("newsletter", "email")
        .clicked(clickId)
        .row();
  }

  /** A page view that carries the id of the redirect that led to it. */
  public static EventRow landing(String visitor, String clickId, String at) {
    return new Draft("page_view", "page-" + visitor + "-" + at, visitor, at).clicked(clickId).row();
  }

  /** An ad click of somebody who is logged in. */
  public static EventRow clickOf(String user, String visitor, String at) {
    return new Draft("click", "click-" + user + "-" + visitor + "-" + at, visitor, at)
        .from("google", "cpc")
        .user(user)
        .row();
  }

  public static EventRow orderOf(String user, String visitor, String order, long minor, String at) {
    return new Draft("conversion", "conversion-purchase-" + order, visitor, at)
        .order(order, minor)
        .user(user)
        .row();
  }

  public static EventRow identify(String visitor, String user, String at) {
    return new Draft("identify", "identify-" + visitor + "-" + user, visitor, at).user(user).row();
  }

  /** From its time on the visitor and the user are apart again. */
  public static EventRow unlink(String visitor, String user, String at) {
    return new Draft("unlink", "unlink-" + visitor + "-" + user + "-" + at, visitor, at)
        .user(user)
        .row();
  }

  public static EventRow order(String visitor, String order, long minor, String at) {
    return new Draft("conversion", "conversion-purchase-" + order, visitor, at)
        .order(order, minor)
        .row();
  }

  /** A refund that the shop's own system sends: it names no visitor. */
  public static EventRow refund(String order, long minor, String at) {
    return new Draft("adjustment", "adjustment-" + order + "-" + at, null, at)
        .order(order, minor)
        .adjusting("refund")
        .row();
  }

  public static EventRow cancel(String order, String at) {
    return new Draft("adjustment", "adjustment-" + order + "-" + at, null, at)
        .order(order, null)
        .adjusting("cancel")
        .row();
  }

  /** A refusal, stored under the keyed hash of the visitor it is about. */
  public static EventRow withdrawal(String subject, String at) {
    return new Draft("consent", "consent-" + subject + "-" + at, subject, at).refused().row();
  }

  /** The same event received again, later. */
  public static EventRow again(EventRow event, Duration later) {
    return new Draft(event.eventType(), event.key(), event.visitorId(), event.occurredAt())
        .like(event)
        .received(event.receivedAt().plus(later))
        .row();
  }

  /** An order placed by a machine. */
  public static EventRow robotOrder(String visitor, String order, long minor, String at) {
    return new Draft("conversion", "conversion-purchase-" + order, visitor, at)
        .order(order, minor)
        .device("robot")
        .row();
  }

  private static final class Draft {
    private final String type;
    private final String key;
    private final String visitor;
    private final Instant at;
    private Instant receivedAt;
    private String user;
    private String clickId;
    private String source;
    private String medium;
    private String order;
    private Long minor;
    private String device;
    private String adjustment;
    private String consent = "granted";

    Draft(String type, String key, String visitor, String at) {
      this(type, key, visitor, Instant.parse(at));
    }

    Draft(String type, String key, String visitor, Instant at) {
      this.type = type;
      this.key = key;
      this.visitor = visitor;
      this.at = at;
      this.receivedAt = at.plusSeconds(1);
    }

    Draft like(EventRow event) {
      user = event.userId();
      clickId = event.clickId();
      source = event.source();
      medium = event.medium();
      order = event.orderId();
      minor = event.valueMinor();
      consent = event.consentAnalytics();
      return this;
    }

    Draft from(String source, String medium) {
      this.source = source;
      this.medium = medium;
      return this;
    }

    Draft clicked(String clickId) {
      this.clickId = clickId;
      return this;
    }

    Draft user(String user) {
      this.user = user;
      return this;
    }

    Draft adjusting(String kind) {
      this.adjustment = kind;
      return this;
    }

    Draft order(String order, Long minor) {
      this.order = order;
      this.minor = minor;
      return this;
    }

    Draft device(String device) {
      this.device = device;
      return this;
    }

    Draft refused() {
      consent = "denied";
      return this;
    }

    Draft received(Instant receivedAt) {
      this.receivedAt = receivedAt;
      return this;
    }

    EventRow row() {
      String given = visitor == null ? "unknown" : consent;
      return new EventRow(
          key,
          null,
          type,
          at,
          at,
          null,
          receivedAt,
          visitor,
          user,
          clickId,
          clickId == null ? null : "tcid",
          source,
          medium,
          null,
          null,
          null,
          null,
          type.equals("click") ? "https://shop.example/" : null,
          type.equals("page_view") ? "https://shop.example/landing" : null,
          null,
          null,
          device,
          null,
          null,
          given,
          given,
          order == null || adjustment != null ? null : "purchase",
          order,
          minor,
          minor == null ? null : "EUR",
          null,
          adjustment,
          null,
          "test",
          sequence++,
          "ok",
          1);
    }
  }
}

package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.event.Device;

/**
 * The event's device hints, filled from its own user agent and then from the request's. Whichever
 * says robot wins, and the user agent itself is discarded.
 */
final class DeviceFill {

  private DeviceFill() {}

  /** Reduces the user agent that stands inside the event. */
  static void discardUserAgent(ObjectNode event) {
    JsonNode beside = event.remove("user_agent");
    JsonNode within =
        event.get("device") instanceof ObjectNode own ? own.remove("user_agent") : null;
    fill(event, reduced(beside));
    fill(event, reduced(within));
  }

  /** Adds what the event lacks and the device says. */
  static void fill(ObjectNode event, Device device) {
    ObjectNode hints =
        event.get("device") instanceof ObjectNode given
            ? given
            : JsonNodeFactory.instance.objectNode();
    if (device.robot()) {
      hints.put("class", Device.ROBOT);
    }
    fill(hints, "class", device.deviceClass());
    fill(hints, "os", device.os());
    fill(hints, "browser", device.browser());
    if (hints.isEmpty()) {
      event.remove("device");
    } else {
      event.set("device", hints);
    }
  }

  private static Device reduced(JsonNode userAgent) {
    return userAgent == null || !userAgent.isTextual() || userAgent.textValue().isBlank()
        ? Device.UNKNOWN
        : UserAgents.reduce(userAgent.textValue());
  }

  private static void fill(ObjectNode hints, String hint, String value) {
    if (value != null && !hints.has(hint)) {
      hints.put(hint, value);
    }
  }
}

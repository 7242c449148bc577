package dev.tributary.core.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.consent.Choice;
import java.io.Serializable;

/**
 * What holds where a file says nothing about consent: whoever imports it vouches for it.
 *
 * @param vouched for both purposes
 */
public record ImportConsent(Choice vouched) implements Serializable {

  /** Adds the consent to an event that has none. */
  void fill(ObjectNode event) {
    if (!event.has("consent")) {
      event
          .putObject("consent")
          .put("analytics", vouched.wire())
          .put("advertising", vouched.wire());
    }
  }
}

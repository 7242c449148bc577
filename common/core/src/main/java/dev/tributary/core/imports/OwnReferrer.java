package dev.tributary.core.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.classify.Hosts;
import java.util.List;

/**
 * Takes referrers of the domains that the import was told to be its owner's out of events, since
 * later runs are not told.
 *
 * @param domains lower-case
 */
public record OwnReferrer(List<String> domains) {

  boolean of(JsonNode event) {
    JsonNode referrer = event.get("referrer");
    return !domains.isEmpty()
        && referrer != null
        && referrer.isTextual()
        && Hosts.within(Hosts.of(referrer.textValue()), domains);
  }

  void clear(ObjectNode event) {
    if (of(event)) {
      event.remove("referrer");
    }
  }
}

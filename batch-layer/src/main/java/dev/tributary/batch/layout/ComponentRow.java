package dev.tributary.batch.layout;

import dev.tributary.core.identity.Component;
import dev.tributary.core.identity.Crowd;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identity;
import dev.tributary.core.identity.Pairing;
import java.util.List;

/**
 * One row of the table identity_components. Public for Spark's generated code.
 *
 * @param componentId the smallest identifier of it: its kind, a colon and its value
 * @param identities none where it has become part of another component
 * @param generation version of timeline that it was resolved from
 */
public record ComponentRow(
    String componentId,
    List<Pairing> pairings,
    List<Identity> identities,
    List<Cut> cuts,
    List<Crowd> crowds,
    long generation) {

  static ComponentRow of(Component component, long generation) {
    return new ComponentRow(
        People.name(component.smallest()),
        component.pairings(),
        component.identities(),
        component.cuts(),
        component.crowds(),
        generation);
  }

  static ComponentRow gone(String componentId, long generation) {
    return new ComponentRow(componentId, List.of(), List.of(), List.of(), List.of(), generation);
  }
}

package dev.tributary.core.identity;

import java.util.List;

/**
 * Identifiers that anything was ever said to join, taken back and cut links included. Nothing
 * outside of a component decides who is who within it, so it is what is resolved again when events
 * say more.
 *
 * @param pairings what events said, which is enough to resolve it
 * @param identities in the order of identifiers
 * @param cuts in the order of identifiers
 * @param crowds the greatest first
 */
public record Component(
    List<Pairing> pairings, List<Identity> identities, List<Cut> cuts, List<Crowd> crowds) {

  static Component of(List<Pairing> pairings, Resolution resolution) {
    return new Component(
        pairings, List.copyOf(resolution.identities()), resolution.cuts(), resolution.crowds());
  }

  /** The smallest identifier, which no other component has. */
  public Identifier smallest() {
    return identities.get(0).identifier();
  }
}

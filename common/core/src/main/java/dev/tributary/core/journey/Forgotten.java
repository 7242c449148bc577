package dev.tributary.core.journey;

import java.util.Set;

/**
 * What events that are not looked at any more still say of a person.
 *
 * @param machines devices that they showed to be none of a person
 * @param clickIds ids that they carried with consent
 * @param mergeable a user id was seen on one
 */
record Forgotten(Set<String> machines, Set<String> clickIds, boolean mergeable) {

  static Forgotten butMachines(Set<String> machines) {
    return new Forgotten(machines, Set.of(), false);
  }
}

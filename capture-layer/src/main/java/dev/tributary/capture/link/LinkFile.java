package dev.tributary.capture.link;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a file of links says.
 *
 * @param revision counts its changes, so that an older copy is told from the registry; 0 where the
 *     file was written by other means and says none
 */
record LinkFile(long revision, List<Link> links) {

  static final LinkFile NONE = new LinkFile(0, List.of());

  /** What a change makes of it. */
  LinkFile changed(List<Link> to) {
    return new LinkFile(revision + 1, to);
  }

  /**
   * Why it can't be the registry that this other one was taken from, or null where it can: a link
   * is ended, never removed, and what was ended does not come back by a copy.
   */
  String faultBeside(LinkFile known) {
    int missing = missing(known).size();
    if (missing > 0) {
      return "it lacks " + missing + " links that were registered";
    }
    return olderThan(known) ? "it is older than what was in use" : null;
  }

  /** One that says no revision is known by what it brings back. */
  boolean olderThan(LinkFile known) {
    return revision < known.revision && (revision > 0 || revives(known));
  }

  private boolean revives(LinkFile known) {
    Set<String> ended = known.disabled();
    return links.stream()
        .anyMatch(link -> link.status() == LinkStatus.ACTIVE && ended.contains(link.id()));
  }

  private Set<String> disabled() {
    return links.stream()
        .filter(link -> link.status() == LinkStatus.DISABLED)
        .map(Link::id)
        .collect(Collectors.toSet());
  }

  /** The ids that the other one has and this one lacks. */
  Set<String> missing(LinkFile known) {
    Set<String> missing = new HashSet<>(known.ids());
    missing.removeAll(ids());
    return missing;
  }

  private Set<String> ids() {
    return links.stream().map(Link::id).collect(Collectors.toSet());
  }
}

package dev.tributary.core.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is who, as far as the links say. */
public final class Resolution {

  private final Map<Identifier, Identity> identities;
  private final List<Cut> cuts;
  private final long usersPerVisitor;
  private final Whose whose;

  Resolution(Map<Identifier, Identity> identities, List<Cut> cuts, long usersPerVisitor) {
    this.identities = identities;
    this.cuts = List.copyOf(cuts);
    this.usersPerVisitor = usersPerVisitor;
    this.whose = new Whose(cuts, withdrawn(identities.values()));
  }

  private static List<String> withdrawn(Collection<Identity> identities) {
    return identities.stream()
        .filter(one -> one.identifier().kind().equals(Identifier.WITHDRAWN_CONSENT))
        .map(Identity::personId)
        .toList();
  }

  /** Every identifier seen, in the order of identifiers. */
  public Collection<Identity> identities() {
    return identities.values();
  }

  /** The person behind an identifier; empty where it was never seen. */
  public Optional<String> personOf(Identifier identifier) {
    return Optional.ofNullable(identities.get(identifier)).map(Identity::personId);
  }

  /** Whose events are that name two persons. */
  public Whose whose() {
    return whose;
  }

  /**
   * The person behind an event: the visitor's, else the user's, else the click's; each may be null.
   * Where visitor and user are two persons, {@link Whose} decides.
   */
  public Optional<String> personOf(String visitorId, String userId, String clickId) {
    if (visitorId != null) {
      Optional<String> visitor = personOf(Identifier.visitor(visitorId));
      Optional<String> user = userId == null ? Optional.empty() : personOf(Identifier.user(userId));
      return visitor.isEmpty() || user.isEmpty()
          ? visitor
          : Optional.of(whose.person(userId, user.get(), visitor.get()));
    }
    if (userId != null) {
      return personOf(Identifier.user(userId));
    }
    return clickId == null ? Optional.empty() : personOf(Identifier.click(clickId));
  }

  /** Persons of more users than one browser may have, the greatest first. */
  public List<Crowd> crowds() {
    Map<String, Integer> users = new HashMap<>();
    for (Identity identity : identities.values()) {
      if (identity.identifier().kind().equals(Identifier.USER)) {
        users.merge(identity.personId(), 1, Integer::sum);
      }
    }
    return users.entrySet().stream()
        .filter(person -> person.getValue() > usersPerVisitor)
        .map(person -> new Crowd(person.getKey(), person.getValue(), usersPerVisitor))
        .sorted(Crowd.GREATEST_FIRST)
        .toList();
  }

  /** What was cut so that it would not merge strangers, in the order of identifiers. */
  public List<Cut> cuts() {
    return cuts;
  }
}

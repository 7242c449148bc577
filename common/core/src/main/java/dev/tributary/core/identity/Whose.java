package dev.tributary.core.identity;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;

/**
 * Decides whose an event is that names a visitor and a user who are two persons, since their link
 * was cut or taken back: the user's, for the event itself says who it was. Two things speak against
 * it. A login that too many browsers share names nobody. And where consent was ever withdrawn under
 * the visitor's person, its events stay with it, since there the withdrawal reaches them.
 */
public final class Whose implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashSet<String> sharedLogins = new HashSet<>();
  private final HashSet<String> withdrawn;

  /**
   * @param withdrawn ids of persons under whom consent was ever withdrawn
   */
  public Whose(Collection<Cut> cuts, Collection<String> withdrawn) {
    cuts.stream()
        .filter(Cut::isSharedLogin)
        .forEach(cut -> sharedLogins.add(cut.identifier().value()));
    this.withdrawn = new HashSet<>(withdrawn);
  }

  /**
   * One of the two persons.
   *
   * @param userId that the event names
   * @param ofUser its person
   * @param ofVisitor the person of the visitor that it names
   */
  public String person(String userId, String ofUser, String ofVisitor) {
    boolean staysWithVisitor = sharedLogins.contains(userId) || withdrawn.contains(ofVisitor);
    return staysWithVisitor ? ofVisitor : ofUser;
  }

  /** Whether consent was ever withdrawn under a person. */
  public boolean withdrew(String person) {
    return withdrawn.contains(person);
  }
}

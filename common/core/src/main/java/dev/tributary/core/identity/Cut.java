package dev.tributary.core.identity;

import java.util.Comparator;

/**
 * An identifier that was linked to more than it may be, and so no longer joins them.
 *
 * @param identifier for example a shared login, or the browser of a shared computer
 * @param neighbourKind kind of what it was linked to; {@link #PERSON} where it is shared itself,
 *     and chains of such would join too many users to one person
 * @param neighbours how many distinct ones; users of that person
 * @param limit how many are allowed
 */
public record Cut(Identifier identifier, String neighbourKind, int neighbours, long limit) {

  /** Instead of a kind: not its own neighbours were too many, but the users of its person. */
  public static final String PERSON = "person";

  public static final Comparator<Cut> IN_ORDER =
      Comparator.comparing(Cut::identifier).thenComparing(Cut::neighbourKind);

  /** Whether it is a login that too many browsers share: a user id that names nobody. */
  public boolean isSharedLogin() {
    return identifier.kind().equals(Identifier.USER) && neighbourKind.equals(Identifier.VISITOR);
  }

  /** Whether it is one of several shared browsers that would join too many users. */
  public boolean isOfACrowd() {
    return neighbourKind.equals(PERSON);
  }

  /** Whether it is a browser or a device that too many users share. */
  boolean isOfSharedDevice() {
    boolean ofUsers = neighbourKind.equals(Identifier.USER) || isOfACrowd();
    return ofUsers && Identifier.isDevice(identifier.kind());
  }

  /** Whether it still joins the first of them: clicks and sessions do, since someone made them. */
  public boolean keepsFirst() {
    return Identifier.isMoment(identifier.kind());
  }
}

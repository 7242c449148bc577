package dev.tributary.core.identity;

import java.util.Comparator;

/**
 * A person of more users than one browser may have: nothing was cut, since no single identifier has
 * too many neighbours, but chains of them join as many. A shared device whose cookies are cleared
 * now and then looks so.
 *
 * @param users how many user ids the person goes by
 * @param limit how many one browser may have
 */
public record Crowd(String personId, int users, long limit) {

  public static final Comparator<Crowd> GREATEST_FIRST =
      Comparator.comparingInt(Crowd::users).reversed().thenComparing(Crowd::personId);
}

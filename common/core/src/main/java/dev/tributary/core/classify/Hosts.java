package dev.tributary.core.classify;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.List;

/** Host names, by the public suffix list. */
public final class Hosts {

  /** In characters; what is longer is no name that DNS knows. */
  static final int LONGEST = 253;

  private Hosts() {}

  /**
   * The host that sources are read from: of a URL in any state of repair, in lower case and ASCII,
   * without port and final dot; empty where there is none.
   */
  public static String of(String url) {
    return LooseUrl.read(url).host();
  }

  /** The registrable domain; an address, a bare name or a public suffix is its own. */
  public static String registrable(String host) {
    return assigned(host, false);
  }

  /**
   * The same without the suffixes under which a company lets others have a name (github.io), so
   * that google.github.io is not one of Google's own.
   */
  static String registered(String host) {
    return assigned(host, true);
  }

  private static String assigned(String host, boolean withoutPrivateSuffixes) {
    if (host.length() > LONGEST
        || host.indexOf('.') < 0
        || host.startsWith("[")
        || isDigit(host.charAt(host.length() - 1))) {
      return host;
    }
    if (EffectiveTldFinder.getEffectiveTLD(host, withoutPrivateSuffixes) == null) {
      return lastTwoLabels(host);
    }
    String assigned = EffectiveTldFinder.getAssignedDomain(host, true, withoutPrivateSuffixes);
    return assigned == null ? host : assigned;
  }

  /** The list's own rule for a suffix that it lacks: one label is the suffix. */
  private static String lastTwoLabels(String host) {
    int dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1);
    return host.substring(dot + 1);
  }

  /** The host is one of the domains or lies below one. */
  public static boolean within(String host, List<String> domains) {
    return domains.stream().anyMatch(domain -> within(host, domain));
  }

  static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  static String withoutMobile(String host) {
    return host.startsWith("m.") ? host.substring(2) : host;
  }

  static String firstLabel(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private static boolean within(String host, String domain) {
    return host.endsWith(domain)
        && (host.length() == domain.length()
            || host.charAt(host.length() - domain.length() - 1) == '.');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

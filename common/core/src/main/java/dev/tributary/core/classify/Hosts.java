package dev.tributary.core.classify;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.List;

/** Host names, by the public suffix list. */
final class Hosts {

  private Hosts() {}

  /** The registrable domain; an address, a bare name or a public suffix is its own. */
  static String registrable(String host) {
    if (host.indexOf('.') < 0 || host.startsWith("[") || isDigit(host.charAt(host.length() - 1))) {
      return host;
    }
    String assigned = EffectiveTldFinder.getAssignedDomain(host, true, false);
    return assigned == null ? host : assigned;
  }

  /** The host is one of the domains or lies below one. */
  static boolean within(String host, List<String> domains) {
    return domains.stream().anyMatch(domain -> within(host, domain));
  }

  static String withoutWww(String host) {
    return host.startsWith("www.") ? host.substring(4) : host;
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

package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a referrer says: a known site's name, any other host, or nothing. */
final class Referrers {

  /** A referrer of another scheme (about:, file:, an extension's) says nothing. */
  private static final Set<String> SCHEMES = Set.of("", "http", "https", "android-app", "ios-app");

  private final Sites sites;
  private final List<String> ownDomains;
  private final List<String> paymentProviders;

  Referrers(Config config, Sites sites) {
    this.sites = sites;
    this.ownDomains = config.value(ClassifySettings.OWN_DOMAINS);
    this.paymentProviders = config.value(ClassifySettings.PAYMENT_PROVIDERS);
  }

  /**
   * @param page of which the host is ours
   */
  SourceOfVisit of(String referrer, LooseUrl page) {
    LooseUrl from = LooseUrl.read(referrer);
    String host = SCHEMES.contains(from.scheme()) ? from.host() : "";
    if (host.isEmpty() || own(host, page.host()) || Hosts.within(host, paymentProviders)) {
      return SourceOfVisit.NOTHING;
    }
    Optional<Site> site = sites.ofHost(host);
    return site.map(known -> known(known, from))
        .orElseGet(() -> new SourceOfVisit(Hosts.withoutWww(host), "referral", null));
  }

  private boolean own(String host, String pageHost) {
    return Hosts.within(host, ownDomains)
        || (!pageHost.isEmpty() && Hosts.registrable(host).equals(Hosts.registrable(pageHost)));
  }

  /** Whether a redirect of a search engine ({@code /url?q=}) names where it leads instead. */
  private static boolean leadsTo(String term, LooseUrl from) {
    String start = term.toLowerCase(Locale.ROOT);
    return from.path().equals("/url")
        && (start.startsWith("http://") || start.startsWith("https://"));
  }

  private static SourceOfVisit known(Site site, LooseUrl from) {
    QueryParameters parameters = QueryParameters.of(from);
    for (String name : site.terms()) {
      String term = parameters.value(name);
      if (term != null && !leadsTo(term, from)) {
        return new SourceOfVisit(site.name(), site.category().medium(), term);
      }
    }
    return new SourceOfVisit(site.name(), site.category().medium(), null);
  }
}

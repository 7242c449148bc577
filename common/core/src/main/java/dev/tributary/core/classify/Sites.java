package dev.tributary.core.classify;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The known search engines, social, video and shopping sites, AI assistants and webmail services.
 *
 * <p>A row of the table has a category; a name (empty: each of its domains is a site of its own,
 * named by its first label); domains, with all below them; hosts, alone but for www. and m., where
 * {@code .*} at the end stands for every public suffix; other names; parameters of search terms.
 * Lists within a cell are separated by spaces. A later row wins over an earlier one, and a site of
 * the user's own file replaces the shipped one of its name with all that is known of that.
 */
final class Sites {

  private static final List<String> HEADER =
      List.of("category", "name", "domains", "hosts", "also", "terms");

  private final Map<String, Site> byDomain = new HashMap<>();
  private final Map<String, Site> byHost = new HashMap<>();
  private final Map<String, Site> byLabel = new HashMap<>();
  private final Map<String, Site> byName = new HashMap<>();

  Sites(Config config) {
    rows(config.value(ClassifySettings.SITES_FILE)).forEach(this::add);
  }

  /** The site that a source names, by name or by host. */
  Optional<Site> known(String source) {
    Site named = byName.get(source);
    if (named != null) {
      return Optional.of(named);
    }
    return source.indexOf('.') < 0 ? Optional.empty() : ofHost(source);
  }

  /** The site of a host: an exact host, the nearest domain above it, or a name under any suffix. */
  Optional<Site> ofHost(String host) {
    if (host.length() > Hosts.LONGEST) {
      return Optional.empty(); // No host, and taking it apart label by label would take for ever.
    }
    String bare = Hosts.withoutWww(host);
    Site exact = byHost.getOrDefault(bare, byHost.get(Hosts.withoutMobile(bare)));
    if (exact != null) {
      return Optional.of(exact);
    }
    for (String domain = bare; !domain.isEmpty(); domain = above(domain)) {
      Site site = byDomain.get(domain);
      if (site != null) {
        return Optional.of(site);
      }
    }
    return Optional.ofNullable(byLabel.get(withoutSuffix(Hosts.withoutMobile(bare))));
  }

  private static String above(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }

  /** {@code google} of google.co.uk, {@code maps.google} of maps.google.co.uk. */
  private static String withoutSuffix(String host) {
    String registered = Hosts.registered(host);
    return host.substring(0, host.length() - registered.length()) + Hosts.firstLabel(registered);
  }

  /** The sites of the shipped table whose name no row of the file has, then those of the file. */
  private static List<SiteRow> rows(String file) {
    List<SiteRow> own = file.isEmpty() ? List.of() : rows(Table.ofFile(file, HEADER));
    Set<String> replaced = own.stream().map(row -> row.site().name()).collect(Collectors.toSet());
    return Stream.concat(
            rows(Table.shipped("sites.csv", HEADER)).stream()
                .filter(row -> !replaced.contains(row.site().name())),
            own.stream())
        .toList();
  }

  private static List<SiteRow> rows(Table table) {
    return table.rows().stream().flatMap(row -> SiteRow.of(table, row).stream()).toList();
  }

  private void add(SiteRow row) {
    byName.put(row.site().name(), row.site());
    row.domains().forEach(domain -> byDomain.put(domain, row.site()));
    row.hosts().forEach(host -> byHost.put(host, row.site()));
    row.labels().forEach(label -> byLabel.put(label, row.site()));
    row.also().forEach(name -> byName.put(name, row.site()));
  }
}

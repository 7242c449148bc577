package dev.tributary.cli.command;

import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.url.DomainName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The domains that {@code --own-domain} names, and those of the config behind them. */
final class OwnDomains {

  private OwnDomains() {}

  /**
   * All of them, as hosts of URLs are written.
   *
   * @param named as typed; the first stays first
   * @throws ParameterException where one is no domain, and so would never match
   */
  static List<String> of(List<String> named, Config config, CommandSpec spec) {
    List<String> all = new ArrayList<>();
    for (String domain : named) {
      all.add(
          DomainName.read(domain)
              .orElseThrow(() -> new ParameterException(spec.commandLine(), noDomain(domain))));
    }
    all.addAll(config.value(ClassifySettings.OWN_DOMAINS));
    return all;
  }

  private static String noDomain(String text) {
    return "--own-domain " + text + " is no domain; write it " + DomainName.REMEDY + ".";
  }
}

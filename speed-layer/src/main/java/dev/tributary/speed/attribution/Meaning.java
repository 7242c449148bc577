package dev.tributary.speed.attribution;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.IdentitySettings;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.core.config.RuleVersion;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.AdmittedJson;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.PersonTimeline;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the lanes need of core, made once a process and not once a batch: rules and public suffixes
 * take longer to read than a batch of events. Made anew where rules were published since.
 */
final class Meaning {

  private static final Map<Source, Meaning> MADE = new ConcurrentHashMap<>();

  private final AdmittedJson admittedJson = new AdmittedJson();
  private final Enricher enricher;
  private final PersonTimeline timeline;
  private final Retention retention;
  private final Routes routes;
  private final Carriers carriers;
  private final String ruleVersion;
  private final long definition;
  private final List<Path> published;

  private Meaning(Source source, Config config, List<Path> published) {
    this.published = published;
    enricher = new Enricher(config);
    timeline = new PersonTimeline(config);
    retention = new Retention(config);
    carriers = new Carriers(Math.toIntExact(config.value(IdentitySettings.VISITORS_PER_CLICK)));
    ruleVersion = RuleVersion.of(config);
    definition =
        Revisions.fingerprint(
            (ruleVersion + config.value(ModelSettings.EFFECTS)).getBytes(StandardCharsets.UTF_8));
    routes = new Routes(Pseudonyms.withKey(Secrets.readOrMake(Path.of(source.keyFile()))));
  }

  /**
   * What travels to the tasks instead: they read the key themselves, so that it is in no plan.
   *
   * @param settings the config's texts
   * @param keyFile of the pseudonyms
   */
  record Source(Map<String, String> settings, String keyFile) implements Serializable {

    Source {
      settings = new HashMap<>(settings);
    }

    static Source of(Config config, Path keyFile) {
      return new Source(config.texts(), keyFile.toString());
    }

    /** As the rules are now; who asks once a micro-batch follows a publication at its boundary. */
    Meaning meaning() {
      Config config = Config.of(settings);
      List<Path> published = RuleBook.published(config);
      return MADE.compute(
          this,
          (source, made) ->
              made != null && made.published.equals(published)
                  ? made
                  : new Meaning(source, config, published));
    }
  }

  AdmittedJson admittedJson() {
    return admittedJson;
  }

  Enricher enricher() {
    return enricher;
  }

  PersonTimeline timeline() {
    return timeline;
  }

  Retention retention() {
    return retention;
  }

  String ruleVersion() {
    return ruleVersion;
  }

  /** Another one where rules or fits are others: then the same events may have another credit. */
  long definition() {
    return definition;
  }

  Carriers carriers() {
    return carriers;
  }

  Routes routes() {
    return routes;
  }
}

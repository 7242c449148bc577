package dev.tributary.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The register of every setting; one class a room lists that room's own. */
public final class Settings {

  private static final Map<String, Setting<?>> BY_KEY = register();

  private Settings() {}

  /** All settings in the order of the reference config. */
  public static List<Setting<?>> all() {
    return List.copyOf(BY_KEY.values());
  }

  /**
   * The setting of that key.
   *
   * @throws ConfigException when there is none; the nearest key is named where one is near
   */
  static Setting<?> named(String key) {
    Setting<?> setting = BY_KEY.get(key);
    if (setting == null) {
      String hint = Distance.hint(key, BY_KEY.keySet());
      throw new ConfigException(
          "There is no setting '"
              + key
              + "'"
              + (hint.isEmpty() ? ". config/reference.yaml lists all of them." : hint + "."),
          null);
    }
    return setting;
  }

  private static Map<String, Setting<?>> register() {
    List<Setting<?>> all = new ArrayList<>();
    all.addAll(ReportingSettings.ALL);
    all.addAll(EventSettings.ALL);
    all.addAll(ClassifySettings.ALL);
    all.addAll(IdentitySettings.ALL);
    all.addAll(JourneySettings.ALL);
    all.addAll(AttributionSettings.ALL);
    all.addAll(ModelSettings.ALL);
    all.addAll(CaptureSettings.ALL);
    all.addAll(KafkaSettings.ALL);
    all.addAll(SpeedSettings.ALL);
    all.addAll(BatchSettings.ALL);
    all.addAll(LakeSettings.ALL);
    all.addAll(ImportSettings.ALL);
    all.addAll(ServingSettings.ALL);
    Map<String, Setting<?>> byKey = new LinkedHashMap<>();
    for (Setting<?> setting : all) {
      if (byKey.put(setting.key(), setting) != null) {
        throw new IllegalStateException("Two settings have the key " + setting.key());
      }
    }
    return byKey;
  }
}

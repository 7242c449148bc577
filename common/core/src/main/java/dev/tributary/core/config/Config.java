package dev.tributary.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All settings of one run: the config file's values, overridden key by key, with {@link Settings}'
 * fallbacks for the rest. Immutable; every value was checked when it was read.
 */
public final class Config {

  private final Map<String, String> texts;
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Config(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
    texts.forEach((key, text) -> values.put(key, Settings.named(key).read(text)));
  }

  /** Every setting at its fallback. */
  public static Config defaults() {
    return new Config(Map.of());
  }

  /** The fallbacks with some keys set, as text. */
  public static Config of(Map<String, String> texts) {
    return new Config(texts);
  }

  /**
   * Reads a YAML file of nested or dotted keys.
   *
   * @param file the config file, or null for none
   * @param overrides {@code key=value}, later ones win over earlier ones and over the file
   * @throws ConfigException when the file can't be read or a key or value is not one of ours
   */
  public static Config load(Path file, List<String> overrides) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (file != null) {
      flatten("", parse(file), texts);
      KeptRules.follow(file, texts);
    }
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new ConfigException(
            "The override '" + override + "' is not of the form key=value.", null);
      }
      texts.put(override.substring(0, equals).trim(), override.substring(equals + 1));
    }
    return new Config(texts);
  }

  /** The value of a setting in this run. */
  @SuppressWarnings("unchecked") // The constructor put in what this very setting's parser made.
  public <T> T value(Setting<T> setting) {
    return (T) values.getOrDefault(setting.key(), setting.fallback());
  }

  /** The same with one more key set. */
  public Config with(String key, String text) {
    Map<String, String> more = new LinkedHashMap<>(texts);
    more.put(key, text);
    return new Config(more);
  }

  /** What was set, by key, as text: enough to make the same config in another process. */
  public Map<String, String> texts() {
    return texts;
  }

  private static JsonNode parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigException(
          "The config file "
              + file
              + (Files.exists(file) ? " can't be read by this user." : " does not exist.")
              + " Name a readable one with --config, or leave it out for the fallbacks.",
          null);
    }
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The config file "
              + file
              + " is no YAML: "
              + YamlFault.text(e)
              + ". Mend that line; config/reference.yaml shows every key.",
          e);
    } catch (IOException e) {
      throw new ConfigException("The config file " + file + " can't be read: " + e + ".", e);
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                      entry.getValue(),
                      into));
    } else if (node.isArray()) {
      StringBuilder list = new StringBuilder();
      node.forEach(item -> list.append(list.isEmpty() ? "" : ",").append(item.asText()));
      into.put(prefix, list.toString());
    } else if (!node.isNull() && !node.isMissingNode()) {
      into.put(prefix, node.asText());
    }
  }
}

package dev.tributary.core.config;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What stands behind a rule version, so that the credit that names it can be traced to its rules
 * when they are others by then: a folder a version, written before anything of that version is
 * published and never changed again.
 *
 * <p>{@code settings.yaml} holds every setting that decides credit at the value that it had. It is
 * a config file: what reads by it reads as then, as long as the shipped tables are the same. The
 * files that settings name lie beside it, and the shipped tables under {@code shipped}.
 */
public final class KeptRules {

  private static final String SETTINGS = "settings.yaml";
  private static final String SHIPPED = "shipped";
  private static final String VERSION = "[0-9a-f]{12}";

  private final Path folder;

  public KeptRules(DataDirectory data) {
    this.folder = data.ruleVersions();
  }

  /** The config file of a version; empty where it was not kept. */
  public Optional<Path> settings(String ruleVersion) {
    return Optional.of(folder.resolve(ruleVersion).resolve(SETTINGS)).filter(Files::isRegularFile);
  }

  /**
   * What a config file's settings name, where the file is a kept one: that lies beside it, also
   * when the data directory was moved or copied since.
   *
   * @param texts of the file's settings by key; changed in place
   */
  static void follow(Path configFile, Map<String, String> texts) {
    Path beside = configFile.toAbsolutePath().normalize().getParent();
    if (!configFile.endsWith(SETTINGS) || !String.valueOf(beside.getFileName()).matches(VERSION)) {
      return;
    }
    for (Setting<String> setting : named()) {
      texts.computeIfPresent(
          setting.key(),
          (key, text) -> {
            Path was = Path.of(text);
            boolean kept = was.getNameCount() > 1 && was.getParent().endsWith(beside.getFileName());
            return kept && was.isAbsolute() ? beside.resolve(was.getFileName()).toString() : text;
          });
    }
  }

  private static List<Setting<String>> named() {
    return Stream.concat(RuleVersion.FILES.stream(), Stream.of(ClassifySettings.RULES_FOLDER))
        .toList();
  }

  /**
   * Keeps what a config means now, where that is not kept yet.
   *
   * @return its rule version
   * @throws DataException when it can't be written, or its files change meanwhile
   */
  public String keep(Config config) {
    String version = RuleVersion.of(config);
    if (settings(version).isEmpty()) {
      Path made = null;
      try {
        Files.createDirectories(folder);
        made = Files.createDirectory(folder.resolve(".making-" + UUID.randomUUID()));
        write(config, version, made);
        require(version, made);
        Files.move(made, folder.resolve(version), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        unlessAnotherKept(version, e);
      } finally {
        remove(made);
      }
    }
    return version;
  }

  private void write(Config config, String version, Path into) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : RuleVersion.settings()) {
      String text = config.texts().get(setting.key());
      texts.put(setting.key(), text == null ? ReferenceConfig.text(setting.fallback()) : text);
    }
    for (Setting<String> setting : RuleVersion.FILES) {
      String name = copied(Path.of(config.value(setting)), setting, into);
      texts.put(setting.key(), name.isEmpty() ? "" : kept(version, name));
    }
    List<Path> sets = RulesFolder.sets(config);
    if (!sets.isEmpty()) {
      Path copies = Files.createDirectory(into.resolve(nameOf(ClassifySettings.RULES_FOLDER)));
      for (Path set : sets) {
        Files.copy(set, copies.resolve(set.getFileName()));
      }
    }
    texts.put(
        ClassifySettings.RULES_FOLDER.key(),
        sets.isEmpty() ? "" : kept(version, nameOf(ClassifySettings.RULES_FOLDER)));
    Files.writeString(
        into.resolve(SETTINGS),
        "# What stands behind the rule version "
            + version
            + ". As --config it reads events as then,\n# as long as the shipped tables are those"
            + " under shipped/. Kept; change nothing here.\n"
            + new YAMLMapper().writeValueAsString(texts));
    for (String name : RuleVersion.SHIPPED) {
      Path shipped = into.resolve(SHIPPED).resolve(name);
      Files.createDirectories(shipped.getParent());
      Files.writeString(shipped, RuleVersion.shippedText(name));
    }
  }

  private String kept(String version, String name) {
    return folder.resolve(version).resolve(name).toAbsolutePath().toString();
  }

  /** The name under which a setting's file lies beside it; empty where there is none. */
  private static String copied(Path from, Setting<String> setting, Path into) throws IOException {
    if (from.toString().isEmpty() || !Files.exists(from)) {
      return "";
    }
    String file = from.getFileName().toString();
    String kept =
        nameOf(setting) + (file.contains(".") ? file.substring(file.lastIndexOf('.')) : "");
    Files.copy(from, into.resolve(kept));
    return kept;
  }

  private static String nameOf(Setting<String> setting) {
    return setting.key().substring(setting.key().indexOf('.') + 1);
  }

  /** A file that was changed between its digest and its copy would be kept under a wrong name. */
  private void require(String version, Path made) throws IOException {
    Config config = Config.load(made.resolve(SETTINGS), List.of());
    String here = made.toAbsolutePath().toString();
    String there = folder.resolve(version).toAbsolutePath().toString();
    for (Setting<String> setting : named()) {
      config = config.with(setting.key(), config.value(setting).replace(there, here));
    }
    if (!RuleVersion.of(config).equals(version)) {
      throw new IOException("a file that a setting names was changed while it was copied");
    }
  }

  private void unlessAnotherKept(String version, IOException failure) {
    if (settings(version).isEmpty()) {
      throw new DataException(
          "What stands behind the rule version "
              + version
              + " can't be kept below "
              + folder
              + ": "
              + (failure instanceof FileSystemException ? failure.toString() : failure.getMessage())
              + ". Without it nobody could tell later by which rules credit was given. Make the"
              + " folder writable, and run the same again.",
          failure);
    }
  }

  private static void remove(Path made) {
    if (made == null || !Files.exists(made)) {
      return;
    }
    try (Stream<Path> all = Files.walk(made)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new DataException(
          "The folder " + made + " can't be removed: " + e + ". Remove it; nothing needs it.", e);
    }
  }
}

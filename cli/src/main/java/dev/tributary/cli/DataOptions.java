package dev.tributary.cli;

import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.LakeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say where the data lives and how this run is configured. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory (default: TRIBUTARY_DATA, or ./data).")
  private Path data;

  @Option(names = "--config", paramLabel = "FILE", description = "Config file (YAML).")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key of the config for this run; may be repeated.")
  private List<String> overrides = new ArrayList<>();

  /** The data directory, absolute; it need not exist yet. */
  public Path data() {
    if (data != null) {
      return data.toAbsolutePath().normalize();
    }
    String named = System.getenv("TRIBUTARY_DATA");
    return Path.of(named == null || named.isBlank() ? "data" : named).toAbsolutePath().normalize();
  }

  /**
   * The same for a command that only reads.
   *
   * @throws Problem when there is no such folder: a mistyped name must not look like an empty one
   */
  public Path existingData() {
    Path folder = data();
    if (!Files.isDirectory(folder)) {
      throw new Problem(
          "There is no data directory " + folder + ".",
          "Nothing was ever sent or imported there.",
          "Name the right one with --data or TRIBUTARY_DATA.");
    }
    return folder;
  }

  /**
   * The local folder of the tables, for commands that read them without Spark.
   *
   * @throws Problem when the tables lie in S3, or there is no data directory
   */
  public Path lakeFolder() {
    existingData();
    return localLake();
  }

  /**
   * The same for a command that makes the data directory.
   *
   * @throws Problem when the tables lie in S3
   */
  public Path localLake() {
    try {
      return LakeLocation.of(new DataDirectory(data()), config()).folder();
    } catch (DataException e) {
      throw new Problem(e.getMessage(), e);
    }
  }

  /** The config of this run. Rules published in the data directory by now are part of it. */
  public Config config() {
    Config loaded = Config.load(config, overrides);
    Path published = new DataDirectory(data()).rules();
    boolean elsewhere = loaded.texts().containsKey(ClassifySettings.RULES_FOLDER.key());
    return elsewhere || Files.notExists(published)
        ? loaded
        : loaded.with(ClassifySettings.RULES_FOLDER.key(), published.toString());
  }

  /**
   * The config of a server, which goes on to rules published while it runs, also to the first ones:
   * the data directory gets its folder of them, empty where there are none.
   *
   * @throws Problem when the folder can't be made
   */
  public Config serverConfig() {
    Config loaded = config();
    if (loaded.texts().containsKey(ClassifySettings.RULES_FOLDER.key())) {
      return loaded;
    }
    Path rules = new DataDirectory(data()).rules();
    try {
      Files.createDirectories(rules);
    } catch (IOException e) {
      throw new Problem(
          "The folder " + rules + " can't be made: " + e + ".",
          "Rules that are published while this runs are read from there.",
          "Make the data directory writable, or set classify.rules_folder.");
    }
    return config();
  }

  /**
   * Where sets are published: where they are read from, since one that lies elsewhere would never
   * be in force.
   *
   * @throws Problem when they are read from nowhere
   */
  public Path rulesFolder() {
    Config loaded = config();
    if (!loaded.texts().containsKey(ClassifySettings.RULES_FOLDER.key())) {
      return new DataDirectory(data()).rules();
    }
    String folder = loaded.value(ClassifySettings.RULES_FOLDER);
    if (folder.isEmpty()) {
      throw new Problem(
          "No rules are published:",
          "the setting classify.rules_folder is empty, so nobody would read them.",
          "Leave it out, and they lie in the data directory.");
    }
    return Path.of(folder);
  }

  /** The same options as arguments, for a process that this one starts. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--data", data().toString()));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
    }
    overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
    return arguments;
  }
}

package dev.tributary.cli;

import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.ClassifySettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.LakeLocation;
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

  /**
   * The config of this run. Rules published in the data directory are part of it, also those that a
   * server's first publication brings while it runs.
   */
  public Config config() {
    Config loaded = Config.load(config, overrides);
    Path published = new DataDirectory(data()).rules();
    boolean elsewhere = loaded.texts().containsKey(ClassifySettings.RULES_FOLDER.key());
    return elsewhere
        ? loaded
        : loaded.with(ClassifySettings.RULES_FOLDER.key(), published.toString());
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

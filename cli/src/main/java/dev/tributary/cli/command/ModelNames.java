package dev.tributary.cli.command;

import dev.tributary.core.attribution.Attribution;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ModelSettings;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The models that an option may name. A misspelt one would look like a model without credit. */
final class ModelNames {

  private ModelNames() {}

  /** All that single conversions are credited by under a config. */
  static List<String> of(Config config) {
    return Stream.concat(
            Attribution.models(config).stream(), config.value(ModelSettings.FITTED).stream())
        .distinct()
        .toList();
  }

  /**
   * Refuses any other.
   *
   * @throws CommandLine.ParameterException for a name that is none of them
   */
  static void require(String model, List<String> known, CommandSpec command) {
    if (!known.contains(model)) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "There is no model '" + model + "'; name one of " + String.join(", ", known) + ".");
    }
  }
}

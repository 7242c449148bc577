package dev.tributary.cli;

import dev.tributary.cli.launch.Supervised;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The entry of every command. Only the class of the command that was named is loaded. */
public final class Tributary {

  private static final Pattern WORDS =
      Pattern.compile("(expected one of \\[[A-Z_, ]+]) \\(case-insensitive\\)");

  private static final Pattern NO_NUMBER =
      Pattern.compile("'([^']*)' is not an? (int|long|double)");

  private Tributary() {}

  public static void main(String[] arguments) {
    Supervised.watch();
    System.exit(run(arguments));
  }

  /** Runs one command line; 0 is done, 1 failed, 2 misused. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new RootCommand());
    List<CommandEntry> entries = Commands.ALL;
    CommandEntry named = arguments.length == 0 ? null : Commands.named(arguments[0]);
    if (named != null) {
      entries = List.of(named);
    } else if (arguments.length > 0 && !arguments[0].startsWith("-")) {
      return unknown(arguments[0]);
    }
    if (named == null) {
      return overview(line, arguments);
    }
    for (CommandEntry entry : entries) {
      line.addSubcommand(entry.name(), entry.load());
    }
    line.registerConverter(LocalDate.class, new DayConverter());
    line.registerConverter(Instant.class, new InstantConverter());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, command, result) -> Problem.print(failure));
    line.setParameterExceptionHandler(Tributary::misused);
    return line.execute(arguments);
  }

  private static int misused(CommandLine.ParameterException failure, String[] arguments) {
    if (failure.getCause() instanceof ConfigException config) {
      return Problem.print(config);
    }
    // Some of the parser's messages say it themselves.
    System.err.println(
        "error: " + Problem.bounded(asTyped(failure.getMessage().replaceFirst("^Error: ", ""))));
    CommandLine.UnmatchedArgumentException.printSuggestions(
        failure, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.err.println(
        "Run '"
            + failure.getCommandLine().getCommandSpec().qualifiedName()
            + " --help' for its options"
            + (hasExample(failure.getCommandLine()) ? " and an example." : "."));
    return 2;
  }

  private static boolean hasExample(CommandLine command) {
    return List.of(command.getCommandSpec().usageMessage().footer()).contains("Example:");
  }

  /**
   * The parser lists an option's words as Java writes them; they are typed, and told, in lower
   * case. It names types of numbers that only Java has.
   */
  private static String asTyped(String message) {
    String typed =
        WORDS.matcher(message).replaceFirst(found -> found.group(1).toLowerCase(Locale.ROOT));
    return NO_NUMBER
        .matcher(typed)
        .replaceFirst(found -> Matcher.quoteReplacement(noNumber(found.group(1), found.group(2))));
  }

  private static String noNumber(String text, String type) {
    if (text.matches("[+-]?\\d+")) {
      return "'" + text + "' is too large";
    }
    return "'" + text + "' is no " + (type.equals("double") ? "number" : "whole number");
  }

  private static int unknown(String name) {
    System.err.println("error: " + Commands.unknown(name));
    return 2;
  }

  private static int overview(CommandLine line, String[] arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      System.out.println("tributary " + Version.NUMBER);
      return 0;
    }
    boolean asked = Arrays.asList(arguments).contains("--help");
    (asked ? System.out : System.err).print(Commands.overview());
    return asked ? 0 : 2;
  }
}

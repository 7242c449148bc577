package dev.tributary.cli.launch;

import dev.tributary.cli.output.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of further processes of ours: the same Java, the launcher's argument files. */
public final class JavaProcess {

  private JavaProcess() {}

  /**
   * The words that run {@code tributary} with these arguments.
   *
   * @param argumentFile {@code light}, {@code capture} or {@code full}
   * @param jvmOptions options of this process's own, after those of the file
   * @param arguments the command and its options
   * @throws Problem when this process was not started by the launcher
   */
  public static List<String> command(
      String argumentFile, List<String> jvmOptions, List<String> arguments) {
    Path file = home().resolve("cli/target/launch/" + argumentFile + ".args");
    if (!Files.isReadable(file)) {
      throw new Problem(
          "A further process can't be started.",
          "The launcher's file " + file + " is not there.",
          "Run the command through ./tributary, which builds what is missing.");
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + file);
    words.addAll(jvmOptions);
    words.add("dev.tributary.cli.Tributary");
    words.addAll(arguments);
    return words;
  }

  private static Path home() {
    String home = System.getenv("TRIBUTARY_HOME");
    return Path.of(home == null ? "." : home);
  }
}

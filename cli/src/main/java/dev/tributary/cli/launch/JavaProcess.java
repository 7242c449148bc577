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
   * The options of a process that ends within minutes: on two cores the optimising compiler takes
   * more than it gives back in that time.
   */
  public static List<String> shortLived() {
    return List.of("@" + argumentFile("short-lived"));
  }

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
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + argumentFile(argumentFile));
    words.addAll(jvmOptions);
    words.add("dev.tributary.cli.Tributary");
    words.addAll(arguments);
    return words;
  }

  private static Path argumentFile(String name) {
    Path file = home().resolve("cli/target/launch/" + name + ".args");
    if (!Files.isReadable(file)) {
      throw new Problem(
          "A further process can't be started.",
          "The launcher's file " + file + " is not there.",
          "Run the command through ./tributary, which builds what is missing.");
    }
    return file;
  }

  private static Path home() {
    String home = System.getenv("TRIBUTARY_HOME");
    return Path.of(home == null ? "." : home);
  }
}

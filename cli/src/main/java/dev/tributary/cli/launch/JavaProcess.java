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
    return running(argumentFile, jvmOptions, "dev.tributary.cli.Tributary", arguments);
  }

  /**
   * The same for another entry of our class path.
   *
   * @param main the class that is run
   */
  public static List<String> running(
      String argumentFile, List<String> jvmOptions, String main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + argumentFile(argumentFile));
    words.addAll(jvmOptions);
    words.add(main);
    words.addAll(arguments);
    return words;
  }

  /**
   * Where Spark on a cluster finds what we are made of: the launcher's file of Spark's settings.
   *
   * @throws Problem when this process was not started by the launcher
   */
  public static Path clusterSettings() {
    return launchFile("cluster.conf");
  }

  /** The jar that has every command. */
  public static Path jar() {
    return home().resolve("cli/target/tributary-cli-0.1.0.jar");
  }

  private static Path argumentFile(String name) {
    return launchFile(name + ".args");
  }

  private static Path launchFile(String name) {
    Path file = home().resolve("cli/target/launch/" + name);
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

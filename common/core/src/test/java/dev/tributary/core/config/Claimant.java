package dev.tributary.core.config;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that wants a role; says on standard output whether it gets it. */
final class Claimant {

  private Claimant() {}

  public static void main(String[] lockFile) {
    try (OwnedDirectory owned = OwnedDirectory.claim(Path.of(lockFile[0]), "batch")) {
      System.out.print("has it");
    } catch (DataException refused) {
      System.out.print(refused.getMessage());
    }
  }

  /** What such a process says. */
  static String says(Path lockFile) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Claimant.class.getName(),
                lockFile.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes());
  }
}

package dev.tributary.batch.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.batch.version.RuleFingerprint;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.lake.Lake;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What decides a layout besides the raw log: the rule version, the program itself with the rules
 * that it ships, and its libraries. Another build lays out anew, so what an older one kept is never
 * mixed with what a newer one would have made.
 */
public final class LayoutRules {

  private static final String BUILD =
      build(PersonTimeline.class)
          + build(Lake.class)
          + build(LayPerson.class)
          + named(System.getProperty("java.class.path"));

  private LayoutRules() {}

  static String of(Config config) {
    return RuleFingerprint.of(config) + "-" + BUILD;
  }

  /** The same of a run's credit, which fitted models decide as well. */
  public static String ofRun(Config config) {
    return of(config) + "-" + RuleFingerprint.ofRun(config);
  }

  private static String build(Class<?> part) {
    CodeSource source = part.getProtectionDomain().getCodeSource();
    if (source == null) {
      return UUID.randomUUID().toString(); // Nobody can tell: then nothing is built upon.
    }
    try {
      return digest(Path.of(source.getLocation().toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java names its own files, and has SHA-256.", e);
    }
  }

  /** Libraries by name, which has their version: some bring lists that decide, as of domains. */
  static String named(String classPath) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String entry : classPath.split(File.pathSeparator)) {
        digest.update(Path.of(entry).getFileName().toString().getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has to offer SHA-256.", e);
    }
  }

  /** Of a jar, or of a folder of classes. */
  static String digest(Path code) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files(code)) {
      digest.update(code.relativize(file).toString().getBytes(UTF_8));
      try (DigestInputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static List<Path> files(Path code) throws IOException {
    try (Stream<Path> files = Files.walk(code)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}

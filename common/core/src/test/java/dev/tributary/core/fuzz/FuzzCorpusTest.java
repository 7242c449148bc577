package dev.tributary.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The quick form of fuzzing: what is kept of earlier runs, and damaged copies of it. The long form
 * is in docs/decisions/fuzzing.md.
 */
class FuzzCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/fuzz");
  private static final char HALF_A_MEGABYTE = 19;
  private static final char EIGHT_MEGABYTES = 23;
  private static final int DAMAGED_COPIES = 40;

  @Test
  void urls() throws IOException {
    survives("urls", HostileUrls::fuzzerTestOneInput);
  }

  @Test
  void agents() throws IOException {
    survives("agents", HostileAgents::fuzzerTestOneInput);
  }

  @Test
  void consentStrings() throws IOException {
    survives("consent", HostileConsent::fuzzerTestOneInput);
  }

  @Test
  void fields() throws IOException {
    survives("fields", HostileFields::fuzzerTestOneInput);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "%", "\\u0000", "{\"a\":", "http://", "=&", "é", "a.", "://é.", "[:"})
  void longFields(String piece) {
    HostileFields.fuzzerTestOneInput(blownUp(piece, HALF_A_MEGABYTE));
  }

  @Test
  void fieldOfEightMegabytes() {
    HostileFields.fuzzerTestOneInput(blownUp("a.", EIGHT_MEGABYTES));
  }

  private static byte[] blownUp(String piece, char size) {
    return (size + piece).getBytes(UTF_8);
  }

  private static void survives(String kind, Consumer<byte[]> target) throws IOException {
    List<byte[]> kept = kept(kind);
    assertThat(kept).isNotEmpty();
    Random random = new Random(kind.hashCode());
    for (byte[] input : kept) {
      target.accept(input);
      for (int copy = 0; copy < DAMAGED_COPIES; copy++) {
        target.accept(damaged(input, random));
      }
    }
  }

  private static byte[] damaged(byte[] input, Random random) {
    byte[] copy = input.clone();
    for (int i = 0; i < 1 + random.nextInt(4) && copy.length > 1; i++) {
      copy[1 + random.nextInt(copy.length - 1)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private static List<byte[]> kept(String kind) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(CORPUS.resolve(kind))) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
    }
    return inputs;
  }
}

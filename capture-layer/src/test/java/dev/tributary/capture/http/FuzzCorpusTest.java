package dev.tributary.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kept inputs of the fuzzers, and some thousand mutations of them. */
class FuzzCorpusTest {

  private static final int MUTATIONS = 3_000;

  @Test
  void noBytesOnAConnectionBreakTheEdge() throws Exception {
    all("http", HttpFuzz::fuzzerTestOneInput);
  }

  @Test
  void noBytesOfABodyBreakAdmission() throws Exception {
    all("event", EventFuzz::fuzzerTestOneInput);
  }

  private static void all(String kind, Consumer<byte[]> target) throws Exception {
    List<byte[]> corpus = corpus(Path.of("src/test/resources/fuzz", kind));
    assertThat(corpus).hasSizeGreaterThan(5);
    corpus.forEach(input -> holds(target, input));
    Random random = new Random(7);
    for (int i = 0; i < MUTATIONS; i++) {
      holds(target, mutated(corpus, random));
    }
  }

  private static void holds(Consumer<byte[]> target, byte[] input) {
    assertThatCode(() -> target.accept(input))
        .as(() -> "the input " + Arrays.toString(input))
        .doesNotThrowAnyException();
  }

  private static List<byte[]> corpus(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FuzzCorpusTest::bytes).toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The start of one input and the end of another, with some bytes changed. */
  private static byte[] mutated(List<byte[]> corpus, Random random) {
    byte[] first = corpus.get(random.nextInt(corpus.size()));
    byte[] second = corpus.get(random.nextInt(corpus.size()));
    int cut = random.nextInt(first.length + 1);
    int from = random.nextInt(second.length + 1);
    byte[] both = Arrays.copyOf(first, cut + second.length - from);
    System.arraycopy(second, from, both, cut, second.length - from);
    for (int i = random.nextInt(4); i > 0 && both.length > 0; i--) {
      both[random.nextInt(both.length)] = (byte) random.nextInt(256);
    }
    return both;
  }
}

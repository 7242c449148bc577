package dev.tributary.capture;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** An edge for all tests of a class, with one link, {@code launch}. */
abstract class OneLinkEdge {

  @TempDir static Path data;
  static CaptureFixture capture;

  @BeforeAll
  static void start() {
    CaptureFixture.register(data, "launch", "https://shop.example/");
    capture = CaptureFixture.start(data, Map.of());
  }

  @AfterAll
  static void stop() {
    capture.close();
  }
}

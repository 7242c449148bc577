package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a small file is to say next, on the disk beside it already: what takes room is done, and the
 * change is a rename away. Between the two whoever keeps a trail of changes enters it.
 */
public final class Prepared {

  private final Path fresh;
  private final Path file;
  private final Prepared behind;

  /**
   * A change of one file.
   *
   * @param fresh what was written beside the file
   */
  Prepared(Path fresh, Path file) {
    this(fresh, file, null);
  }

  private Prepared(Path fresh, Path file, Prepared behind) {
    this.fresh = fresh;
    this.file = file;
    this.behind = behind;
  }

  /** The same with another file's change behind it. */
  Prepared then(Prepared next) {
    return new Prepared(fresh, file, next);
  }

  /**
   * Makes the change, for good.
   *
   * @throws IOException when the disk refuses; {@link #made} then tells how far it came
   */
  public void make() throws IOException {
    AtomicFile.moveForGood(fresh, file);
    if (behind != null) {
      behind.make();
    }
  }

  /** Whether readers of the file see the change, be it for good or not. */
  public boolean made() {
    return Files.notExists(fresh);
  }
}

package dev.tributary.capture.link;

import dev.tributary.capture.file.LiveFile;
import java.nio.file.Path;
import java.util.List;

/**
 * The keys of signed links as the redirect uses them; a file that can't be read changes nothing.
 */
public final class LiveKeys {

  private final LiveFile<LinkKeys> keys;

  /** The keys of that file. No copy of it is kept: it holds secrets. */
  public LiveKeys(Path file) {
    keys = LiveFile.alone(file, LinkKeys::of, new LinkKeys(List.of()), System::nanoTime);
  }

  public LinkKeys keys() {
    return keys.value();
  }

  /** Takes the file's newest state over, when it has changed. */
  public void refresh() {
    keys.refresh();
  }
}

package dev.tributary.benchmarks.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the command line starts what is measured. */
public interface CaptureCommands {

  /**
   * The words that run capture.
   *
   * @param settings keys of the config
   */
  List<String> capture(Path data, int port, Map<String, String> settings);

  /** The words that run a broker. */
  List<String> broker(Path data, int port);

  /** Registers the link {@code launch} in a data directory. */
  void registerLink(Path data, String destination);
}

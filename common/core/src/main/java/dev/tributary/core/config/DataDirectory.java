package dev.tributary.core.config;

import java.nio.file.Path;

/**
 * Where everything of one installation lies; names only, nothing is made by asking for a path.
 *
 * @param root as given by {@code --data}
 */
public record DataDirectory(Path root) {

  /** Journal, cursor, links and collector id of the capture layer. */
  public Path capture() {
    return root.resolve("capture");
  }

  /** The embedded broker's logs. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** All tables. */
  public Path lake() {
    return root.resolve("lake");
  }

  /** One Delta table. */
  public Path table(String name) {
    return lake().resolve(name);
  }

  /** Published channel rules, a file a set. */
  public Path rules() {
    return root.resolve("rules");
  }

  /** What stands behind each rule version; see {@link KeptRules}. */
  public Path ruleVersions() {
    return root.resolve("rule-versions");
  }

  /** The streaming queries' checkpoints. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** One streaming query's checkpoint. */
  public Path checkpoint(String query) {
    return checkpoints().resolve(query);
  }

  /** One lock file for each role; see {@link OwnedDirectory}. */
  public Path locks() {
    return root.resolve("locks");
  }

  /** The lock file of a role, for example {@code capture}. */
  public Path lock(String role) {
    return locks().resolve(role + ".lock");
  }

  /** Keys, readable by their owner only. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** The key of user pseudonyms. */
  public Path pseudonymKey() {
    return secrets().resolve("pseudonym.key");
  }

  /** The keys of signed links. */
  public Path linkKeys() {
    return secrets().resolve("links.keys");
  }

  /** Hashes of the keys that may change links over HTTP. */
  public Path linkEditors() {
    return secrets().resolve("link-editors.json");
  }

  /** What runs: a file a process with its pid and ports. */
  public Path run() {
    return root.resolve("run");
  }
}

package dev.tributary.capture.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.OneAtATime;
import dev.tributary.capture.key.BearerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Who may change links over HTTP: names with the SHA-256 of a key each. The file is read for every
 * change, so that a key taken away is worth nothing from that moment, and a file that can't be read
 * lets nobody in.
 */
public final class LinkEditors {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of them.
   *
   * @param name stands in the audit trail
   */
  private record Editor(String name, byte[] keyHash) {}

  private final Path file;
  private final LinkAudit audit;

  /**
   * The editors of that file.
   *
   * @param file made by the first that is allowed
   * @param audit hears of a change before it is one
   */
  public LinkEditors(Path file, LinkAudit audit) {
    this.file = file;
    this.audit = audit;
  }

  /**
   * Their names, in the order in which they were allowed.
   *
   * @throws LinkException when the file can't be read
   */
  public List<String> names() {
    return read().stream().map(Editor::name).toList();
  }

  /**
   * Lets a name change links, or gives a known one another key.
   *
   * @param by who lets it
   * @param at our clock
   * @return its key, which can't be asked for again
   * @throws LinkException when the name or the file can't be used
   */
  public String allow(String name, String by, Instant at) {
    if (!name.matches("[A-Za-z0-9_.@-]{1,64}")) {
      throw new LinkException(
          "The name '" + name + "' can't be used.",
          "Take 1 to 64 letters, digits, '-', '_', '.' and '@'.");
    }
    String key = BearerKey.fresh();
    change(
        new LinkAudit.Entry(at, by, "allow", name, null),
        editors -> {
          List<Editor> more = without(editors, name);
          more.add(new Editor(name, BearerKey.hash(key)));
          return more;
        });
    return key;
  }

  /**
   * Takes a name's key away.
   *
   * @param by who takes it
   * @param at our clock
   * @throws LinkException when there is no such name or the file can't be used
   */
  public void disallow(String name, String by, Instant at) {
    change(
        new LinkAudit.Entry(at, by, "disallow", name, null),
        editors -> {
          List<Editor> others = without(editors, name);
          if (others.size() == editors.size()) {
            throw new LinkException(
                "Nobody named '" + name + "' may change links.",
                "See 'tributary links editors' for those who may.");
          }
          return others;
        });
  }

  /**
   * Whose key a request shows, or null.
   *
   * @param authorization the header as sent; may be null
   * @throws LinkException when the file can't be read
   */
  public String of(String authorization) {
    byte[] hash = BearerKey.shown(authorization);
    String found = null;
    for (Editor editor : hash == null ? List.<Editor>of() : read()) {
      // Every one is compared, so that the time tells nothing of who matched.
      found = MessageDigest.isEqual(editor.keyHash(), hash) ? editor.name() : found;
    }
    return found;
  }

  private static List<Editor> without(List<Editor> editors, String name) {
    List<Editor> others = new ArrayList<>(editors);
    others.removeIf(editor -> editor.name().equals(name));
    return others;
  }

  private List<Editor> read() {
    List<Editor> editors = new ArrayList<>();
    if (!Files.exists(file)) {
      return editors;
    }
    try {
      for (JsonNode node : JSON.readTree(Files.readAllBytes(file)).required("editors")) {
        editors.add(
            new Editor(
                node.required("name").asText(),
                HexFormat.of().parseHex(node.required("key_sha256").asText())));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(e);
    }
    return editors;
  }

  private void change(LinkAudit.Entry entry, UnaryOperator<List<Editor>> change) {
    try {
      OneAtATime.change(
          file,
          () -> {
            audit.make(entry, AtomicFile.prepare(file, json(change.apply(read()))));
            return null;
          });
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private LinkException unusable(Exception cause) {
    return new LinkException(
        "The keys of those who may change links, " + file + ", can't be used: " + cause + ".",
        "Mend or restore the file; until then nobody changes links over HTTP.",
        cause);
  }

  private static byte[] json(List<Editor> editors) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    ArrayNode list = root.putArray("editors");
    for (Editor editor : editors) {
      list.addObject()
          .put("name", editor.name())
          .put("key_sha256", HexFormat.of().formatHex(editor.keyHash()));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }
}

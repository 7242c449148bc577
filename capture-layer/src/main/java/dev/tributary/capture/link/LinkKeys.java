package dev.tributary.capture.link;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.capture.file.AtomicFile;
import dev.tributary.capture.file.OneAtATime;
import dev.tributary.capture.file.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys that signed links are made and checked with, newest first: the first signs, both check,
 * so that a key can be changed while links under the last one go on.
 *
 * @param keys at most {@value #LIVE}
 */
public record LinkKeys(List<LinkKey> keys) {

  /** Keys that are taken at a time. */
  public static final int LIVE = 2;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 4;
  private static final int SECRET_BYTES = 32;

  /**
   * The keys of a file; none where there is no file.
   *
   * @throws IOException when it can't be read or is no file of keys
   */
  public static LinkKeys read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LinkKeys(List.of());
    }
    return of(Files.readAllBytes(file));
  }

  /** The keys that a file's bytes name. */
  static LinkKeys of(byte[] bytes) throws IOException {
    List<LinkKey> keys = new ArrayList<>();
    try {
      for (JsonNode key : JSON.readTree(bytes).required("keys")) {
        keys.add(
            new LinkKey(
                key.required("id").asText(),
                Base64.getDecoder().decode(key.required("secret").asText())));
      }
    } catch (JsonProcessingException e) {
      // Neither its message nor itself, which quote from the file: that may be part of a secret.
      JsonLocation at = e.getLocation();
      throw new IOException(
          "it is no file of link keys: its JSON breaks off or is malformed"
              + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no file of link keys: " + e.getMessage(), e);
    }
    return new LinkKeys(List.copyOf(keys.subList(0, Math.min(LIVE, keys.size()))));
  }

  /** The key of that id, or null. */
  LinkKey of(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
  }

  /**
   * The key that signs, made first where there is none.
   *
   * @throws LinkException when the file can't be read or written
   */
  public static LinkKey signing(Path file) {
    return change(
            file, keys -> keys.isEmpty() ? fresh(keys) : keys, (keys, written) -> written.make())
        .get(0);
  }

  /**
   * Makes a new key that signs from now on. The one before it still checks; older ones no more.
   *
   * @param audit hears of it before the new key is live
   * @param by who asks for it
   * @param at our clock
   * @return the keys that are live now
   * @throws LinkException when the file can't be read or written
   */
  public static LinkKeys rotate(Path file, LinkAudit audit, String by, Instant at) {
    return new LinkKeys(
        change(
            file,
            LinkKeys::fresh,
            (keys, written) ->
                audit.make(
                    new LinkAudit.Entry(at, by, "rotate_key", keys.get(0).id(), null), written)));
  }

  private static List<LinkKey> fresh(List<LinkKey> known) {
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    List<LinkKey> keys =
        new ArrayList<>(List.of(new LinkKey(HexFormat.of().formatHex(id), secret)));
    keys.addAll(known);
    return keys.subList(0, Math.min(LIVE, keys.size()));
  }

  private interface Change {
    List<LinkKey> apply(List<LinkKey> keys);
  }

  /** Makes what was written beside the file the keys. */
  private interface Last {
    void make(List<LinkKey> keys, Prepared written) throws IOException;
  }

  private static List<LinkKey> change(Path file, Change change, Last last) {
    try {
      return OneAtATime.change(
          file,
          () -> {
            List<LinkKey> known = read(file).keys();
            List<LinkKey> after = change.apply(known);
            if (!after.equals(known)) {
              last.make(after, written(file, after));
            }
            return after;
          });
    } catch (IOException e) {
      throw new LinkException(
          "The keys of signed links in " + file + " can't be used: " + e.getMessage() + ".",
          "Mend or restore the file; without it links signed so far are not followed.",
          e);
    }
  }

  private static Prepared written(Path file, List<LinkKey> keys) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    ArrayNode list = root.putArray("keys");
    for (LinkKey key : keys) {
      list.addObject()
          .put("id", key.id())
          .put("secret", Base64.getEncoder().encodeToString(key.secret()));
    }
    return AtomicFile.prepareSecret(file, JSON.writeValueAsBytes(root));
  }
}

package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** SHA-256 over parts, each preceded by its length, so that no two lists of parts look alike. */
final class KeyDigest {

  /** Used again and again: a new one is an eighth of the memory that a click takes on its way. */
  private static final ThreadLocal<MessageDigest> OWN = ThreadLocal.withInitial(KeyDigest::fresh);

  /** Grown by hand: a stream's lock at every byte is a twentieth of a click's processor time. */
  private byte[] parts = new byte[256];

  private int length;

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has to offer SHA-256.", e);
    }
  }

  KeyDigest add(String part) {
    byte[] bytes = part.getBytes(UTF_8);
    int end = length + Integer.BYTES + bytes.length;
    if (end > parts.length) {
      parts = Arrays.copyOf(parts, Math.max(end, 2 * parts.length));
    }
    parts[length] = (byte) (bytes.length >>> 24);
    parts[length + 1] = (byte) (bytes.length >>> 16);
    parts[length + 2] = (byte) (bytes.length >>> 8);
    parts[length + 3] = (byte) bytes.length;
    System.arraycopy(bytes, 0, parts, length + Integer.BYTES, bytes.length);
    length = end;
    return this;
  }

  /** The members of an object by name, so that their order in the text does not count. */
  KeyDigest addMembers(JsonNode object, Predicate<String> counted) {
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    members.keySet().removeIf(counted.negate());
    add(Integer.toString(members.size()));
    members.forEach((name, value) -> add(name).addValue(value));
    return this;
  }

  String hex() {
    MessageDigest digest = OWN.get();
    digest.reset(); // A fault may have left something in it.
    digest.update(parts, 0, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addValue(JsonNode value) {
    add(value.getNodeType().name());
    if (value.isObject()) {
      addMembers(value, name -> true);
    } else if (value.isArray()) {
      add(Integer.toString(value.size()));
      value.forEach(this::addValue);
    } else if (value.isNumber()) {
      // 1, 1.0 and 1e0 are one number; the exponent form stays short for any of them.
      add(value.decimalValue().stripTrailingZeros().toString());
    } else {
      add(value.asText());
    }
  }
}

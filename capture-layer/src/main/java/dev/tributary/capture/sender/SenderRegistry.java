package dev.tributary.capture.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.capture.CaptureException;
import dev.tributary.capture.file.GoodCopy;
import dev.tributary.capture.file.OneAtATime;
import dev.tributary.capture.key.BearerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** The file of servers that may post, for those who change it. */
public final class SenderRegistry {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public SenderRegistry(Path file) {
    this.file = file;
  }

  /**
   * All of them; none where there is no file.
   *
   * @throws IOException when it can't be read or is no file of senders
   */
  public List<Sender> list() throws IOException {
    return Files.exists(file) ? of(Files.readAllBytes(file)) : List.of();
  }

  /** The senders that a file's bytes name. */
  static List<Sender> of(byte[] bytes) throws IOException {
    List<Sender> senders = new ArrayList<>();
    try {
      for (JsonNode node : JSON.readTree(bytes).required("senders")) {
        senders.add(
            new Sender(
                node.required("name").asText(),
                HexFormat.of().parseHex(node.required("key_sha256").asText()),
                node.required("events_per_minute").asLong()));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no file of senders: " + e.getMessage(), e);
    }
    return senders;
  }

  /**
   * Registers a sender, or gives a known one another key and quota.
   *
   * @param eventsPerMinute 0 for any number
   * @return its key, which can't be asked for again
   * @throws CaptureException when the name, the quota or the file can't be used
   */
  public String add(String name, long eventsPerMinute) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new CaptureException(
          "The sender's name can't be used. Take 1 to 64 letters, digits, '-' and '_'.", null);
    }
    if (eventsPerMinute < 0) {
      throw new CaptureException(
          "A quota of "
              + eventsPerMinute
              + " events a minute lets the sender post none. Take 1 or more, or 0 for any number.",
          null);
    }
    String key = BearerKey.fresh();
    change(
        senders -> {
          List<Sender> others = without(senders, name);
          others.add(new Sender(name, BearerKey.hash(key), eventsPerMinute));
          return others;
        });
    return key;
  }

  /**
   * Takes a sender's key away.
   *
   * @return how many senders are left; with none, any server may post
   * @throws CaptureException when there is no such sender or the file can't be used
   */
  public int remove(String name) {
    return change(
        senders -> {
          List<Sender> others = without(senders, name);
          if (others.size() == senders.size()) {
            throw new CaptureException(
                "There is no sender '" + name + "'. See 'tributary senders list'.", null);
          }
          return others;
        });
  }

  private static List<Sender> without(List<Sender> senders, String name) {
    List<Sender> others = new ArrayList<>(senders);
    others.removeIf(sender -> sender.name().equals(name));
    return others;
  }

  /** Changes the file and tells how many it names then. */
  private int change(UnaryOperator<List<Sender>> change) {
    try {
      return OneAtATime.change(
          file,
          () -> {
            List<Sender> changed = change.apply(list());
            GoodCopy.writeBoth(file, json(changed));
            return changed.size();
          });
    } catch (IOException e) {
      throw new CaptureException(
          "The file of senders "
              + file
              + " can't be used: "
              + e.getMessage()
              + ". Mend or restore it; a running capture goes on with the last good copy.",
          e);
    }
  }

  private static byte[] json(List<Sender> senders) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    ArrayNode list = root.putArray("senders");
    for (Sender sender : senders) {
      list.addObject()
          .put("name", sender.name())
          .put("key_sha256", HexFormat.of().formatHex(sender.keyHash()))
          .put("events_per_minute", sender.eventsPerMinute());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }
}

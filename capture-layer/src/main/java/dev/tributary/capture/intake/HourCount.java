package dev.tributary.capture.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The counts of one hour of received_at. */
final class HourCount {

  private long accepted;
  private long rejected;
  private long firstSequence = Long.MAX_VALUE;
  private long lastSequence;

  /** Sum of the CRC32 of each accepted event's key in UTF-8: the same in any order. */
  private long keyChecksum;

  long lostClicks;
  long lostPictures;
  long turnedAway;
  long turnedAwayRequests;

  /** The counts as they are now. */
  HourCount copy() {
    HourCount copy = new HourCount();
    copy.accepted = accepted;
    copy.rejected = rejected;
    copy.firstSequence = firstSequence;
    copy.lastSequence = lastSequence;
    copy.keyChecksum = keyChecksum;
    copy.lostClicks = lostClicks;
    copy.lostPictures = lostPictures;
    copy.turnedAway = turnedAway;
    copy.turnedAwayRequests = turnedAwayRequests;
    return copy;
  }

  /** Adds one journaled event; {@code key} is null for a rejected one. */
  void add(long sequence, String key) {
    long checksum = key == null ? 0 : checksum(key); // First, since what comes then can't fail.
    firstSequence = Math.min(firstSequence, sequence);
    lastSequence = Math.max(lastSequence, sequence);
    keyChecksum += checksum;
    if (key == null) {
      rejected++;
    } else {
      accepted++;
    }
  }

  private static long checksum(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  void write(ObjectNode node) {
    node.put("accepted", accepted);
    node.put("rejected", rejected);
    node.put("first_sequence", lastSequence == 0 ? 0 : firstSequence);
    node.put("last_sequence", lastSequence);
    node.put("key_checksum", keyChecksum);
    node.put("lost_clicks", lostClicks);
    node.put("lost_pictures", lostPictures);
    node.put("turned_away", turnedAway);
    node.put("turned_away_requests", turnedAwayRequests);
  }

  static HourCount read(JsonNode node) {
    HourCount count = new HourCount();
    count.accepted = node.required("accepted").asLong();
    count.rejected = node.required("rejected").asLong();
    count.lastSequence = node.required("last_sequence").asLong();
    count.firstSequence =
        count.lastSequence == 0 ? Long.MAX_VALUE : node.required("first_sequence").asLong();
    count.keyChecksum = node.required("key_checksum").asLong();
    count.lostClicks = node.required("lost_clicks").asLong();
    count.lostPictures = node.path("lost_pictures").asLong();
    count.turnedAway = node.required("turned_away").asLong();
    count.turnedAwayRequests = node.path("turned_away_requests").asLong();
    return count;
  }
}

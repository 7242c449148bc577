package dev.tributary.capture.sender;

import java.security.MessageDigest;

/**
 * A server that may post events.
 *
 * @param name on the command line and in {@code senders.json}
 * @param keyHash SHA-256 of its key; the key itself is kept nowhere
 * @param eventsPerMinute what it may send; 0 for any number
 */
public record Sender(String name, byte[] keyHash, long eventsPerMinute) {

  /** Whether that is the hash of its key; takes as long for a wrong one as for the right one. */
  boolean has(byte[] hash) {
    return MessageDigest.isEqual(keyHash, hash);
  }
}

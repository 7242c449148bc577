package dev.tributary.serving.links;

import java.time.Instant;
import java.util.List;

/**
 * The registry of links as {@code /v1/links} asks it. Whoever puts the process together gives it,
 * since links belong to the capture layer.
 */
public interface LinkBook {

  /**
   * A link that is asked for; each but id and destination may be null.
   *
   * @param id the end of {@code /r/ID}
   * @param destination absolute http(s) URL
   * @param expiresAt from here on it answers 404
   */
  record Draft(
      String id,
      String destination,
      String source,
      String medium,
      String campaign,
      String adGroup,
      String term,
      String content,
      Instant expiresAt) {}

  /**
   * A registered link.
   *
   * @param status {@code active}, {@code expired} or {@code disabled}
   * @param expiresAt null for never
   */
  record Entry(
      String id,
      String destination,
      String source,
      String medium,
      String campaign,
      String adGroup,
      String term,
      String content,
      Instant createdAt,
      String createdBy,
      String status,
      Instant expiresAt) {}

  /** What the check of names says of a link, as {@code links check} does. */
  record Finding(String rule, String problem, String remedy) {}

  /** A link that was made, and what is to be said of its names beside the others'. */
  record Added(Entry link, List<Finding> findings) {}

  /** All links, oldest first. */
  List<Entry> links();

  /** Whether anybody has a key to change links with. */
  boolean anyEditor();

  /**
   * Whose key a request shows; null for a wrong one or none. Compares in constant time.
   *
   * @param authorization the header as sent; may be null
   */
  String editor(String authorization);

  /**
   * Registers a link.
   *
   * @param by whose key it was; stands in the audit trail
   */
  Added add(Draft draft, String by);

  /** Lets a link redirect, or makes it answer 404. */
  Entry mark(String id, Mark mark, String by);

  /** Whether a link redirects. */
  enum Mark {
    ACTIVE,
    DISABLED
  }
}

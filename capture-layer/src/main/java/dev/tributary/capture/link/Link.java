package dev.tributary.capture.link;

import dev.tributary.core.event.Campaign;
import java.time.Instant;

/**
 * A registered link: the only place that a redirect can lead to.
 *
 * @param id 1 to 64 letters, digits, {@code -} and {@code _}; the end of {@code /r/ID}
 * @param destination absolute http(s) URL; its query and fragment are kept
 * @param campaign becomes utm parameters of the destination; each component may be null
 * @param createdBy who registered it
 * @param expiresAt from here on the link answers 404; null for never
 */
public record Link(
    String id,
    String destination,
    Campaign campaign,
    Instant createdAt,
    String createdBy,
    LinkStatus status,
    Instant expiresAt) {

  /** Whether a redirect may follow this link at that time. */
  public boolean usableAt(Instant now) {
    return status == LinkStatus.ACTIVE && !expiredAt(now);
  }

  /** Whether its expiry has come by that time, it may be disabled or not. */
  boolean expiredAt(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** As people are shown it at that time: {@code active}, {@code expired} or {@code disabled}. */
  public String shownAt(Instant now) {
    return status == LinkStatus.ACTIVE && expiredAt(now) ? "expired" : status.wire();
  }

  Link with(LinkStatus other, Instant expiry) {
    return new Link(id, destination, campaign, createdAt, createdBy, other, expiry);
  }
}

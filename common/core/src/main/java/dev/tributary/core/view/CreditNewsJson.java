package dev.tributary.core.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/** Any message of the credits topic; {@link CreditRevisionJson} says how a revision looks. */
public final class CreditNewsJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADJUSTMENT = "adjustment";

  private CreditNewsJson() {}

  /** The message's value: the event under the one member {@code adjustment}. */
  public static byte[] write(AdjustmentNews news) {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode().set(ADJUSTMENT, TimelineEventJson.write(news.adjustment())));
    } catch (IOException e) {
      throw new UncheckedIOException("A tree of plain values was not written.", e);
    }
  }

  /**
   * Reads either kind.
   *
   * @throws IllegalArgumentException when the bytes are neither
   */
  public static CreditNews read(byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      return root.has(ADJUSTMENT)
          ? new AdjustmentNews(TimelineEventJson.read(root.get(ADJUSTMENT)))
          : CreditRevisionJson.read(root);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw CreditRevisionJson.unreadable(e);
    }
  }
}

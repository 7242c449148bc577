package dev.tributary.capture.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The edge's one form of error: RFC 9457 problem details, or the same as a small page.
 *
 * @param title what is wrong
 * @param detail why
 * @param remedy what the sender can do
 */
record Problem(HttpResponseStatus status, String title, String detail, String remedy) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** For programs. */
  Answer answer() {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", "about:blank");
    node.put("title", title);
    node.put("status", status.code());
    node.put("detail", detail);
    node.put("remedy", remedy);
    try {
      byte[] body = JSON.writeValueAsBytes(node);
      Answer answer =
          new Answer(status, "application/problem+json", body, List.of())
              .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
      return status.equals(HttpResponseStatus.UNAUTHORIZED)
          ? answer.with(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer")
          : answer;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text can always be written as JSON", e);
    }
  }

  /** For people who followed a link; says nothing that the request said. */
  Answer page() {
    String html =
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\""
            + " content=\"width=device-width\"><title>"
            + title
            + "</title><h1>"
            + title
            + "</h1><p>"
            + detail
            + "</p><p>"
            + remedy
            + "</p>\n";
    return new Answer(
            status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), List.of())
        .with(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .with("Content-Security-Policy", "default-src 'none'");
  }
}

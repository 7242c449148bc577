package dev.tributary.capture.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The bytes of the file of links: {@code {"version":1,"links":[...]}}, snake_case. */
final class LinkJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LinkJson() {}

  static byte[] write(LinkFile file) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("version", 1).put("revision", file.revision());
    ArrayNode list = root.putArray("links");
    for (Link link : file.links()) {
      Campaign campaign = link.campaign();
      ObjectNode node = list.addObject();
      node.put("id", link.id());
      node.put("destination", link.destination());
      put(node, "source", campaign.source());
      put(node, "medium", campaign.medium());
      put(node, "campaign", campaign.campaign());
      put(node, "ad_group", campaign.adGroup());
      put(node, "term", campaign.term());
      put(node, "content", campaign.content());
      node.put("created_at", link.createdAt().toString());
      node.put("created_by", link.createdBy());
      node.put("status", link.status().wire());
      put(node, "expires_at", link.expiresAt() == null ? null : link.expiresAt().toString());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /**
   * Reads the file's bytes.
   *
   * @throws IOException when they are not JSON of that form, or an id is there twice
   */
  static LinkFile read(byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    if (root == null || root.path("version").asInt() != 1 || !root.path("links").isArray()) {
      throw new IOException("it is not an object with version 1 and an array of links");
    }
    List<Link> links = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : root.path("links")) {
      Link link = link(node);
      if (!ids.add(link.id())) {
        throw new IOException("it has two links '" + link.id() + "': which one counts, who knows");
      }
      links.add(link);
    }
    return new LinkFile(Math.max(0, root.path("revision").asLong()), links);
  }

  private static Link link(JsonNode node) throws IOException {
    try {
      Campaign campaign =
          new Campaign(
              text(node, "source"),
              text(node, "medium"),
              text(node, "campaign"),
              text(node, "ad_group"),
              text(node, "term"),
              text(node, "content"));
      String expires = text(node, "expires_at");
      return new Link(
          node.required("id").asText(),
          node.required("destination").asText(),
          campaign,
          Instant.parse(node.required("created_at").asText()),
          node.required("created_by").asText(),
          LinkStatus.ofWire(node.required("status").asText()),
          expires == null ? null : Instant.parse(expires));
    } catch (RuntimeException e) {
      throw new IOException("the link " + node.path("id").asText("?") + ": " + e.getMessage(), e);
    }
  }

  private static void put(ObjectNode node, String name, String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText(null);
  }
}

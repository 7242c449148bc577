package dev.tributary.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.serving.links.LinkBook;
import dev.tributary.serving.links.LinkBook.Entry;
import dev.tributary.serving.links.LinkRefused;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /v1/links}: read like every other address, changed only with a key of its own. Without any
 * key nothing is changed over HTTP. A link is never deleted: what was credited to it stays told.
 */
final class LinksRoute {

  private final LinkBook book;

  LinksRoute(LinkBook book) {
    this.book = book;
  }

  void register(RoutesConfig routes) {
    routes.get("/v1/links", context -> Json.answer(context, Map.of("links", book.links())));
    routes.post("/v1/links", this::add);
    routes.get("/v1/links/{id}", context -> Json.answer(context, link(context)));
    routes.patch("/v1/links/{id}", this::mark);
  }

  private Entry link(Context context) {
    String id = context.pathParam("id");
    return book.links().stream()
        .filter(link -> link.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new LinkRefused(
                    404, "There is no link of that id. GET /v1/links lists those there are."));
  }

  private void add(Context context) {
    String by = editor(context);
    LinkBook.Added added = book.add(LinkBody.of(context).draft(), by);
    context.header("Location", "/v1/links/" + added.link().id());
    Json.answer(context.status(201), Map.of("link", added.link(), "findings", added.findings()));
  }

  private void mark(Context context) {
    String by = editor(context);
    JsonNode body = LinkBody.of(context).only(List.of("status"));
    LinkBook.Mark mark =
        switch (body.path("status").asText()) {
          case "active" -> LinkBook.Mark.ACTIVE;
          case "disabled" -> LinkBook.Mark.DISABLED;
          default ->
              throw new LinkRefused(
                  400, "The status is none. Give {\"status\":\"disabled\"} or \"active\".");
        };
    Json.answer(context, book.mark(context.pathParam("id"), mark, by));
  }

  private String editor(Context context) {
    if (!book.anyEditor()) {
      throw new LinkRefused(
          403,
          "Nobody may change links over HTTP yet. Make a key by 'tributary links allow NAME' and"
              + " show it as 'Authorization: Bearer KEY'.");
    }
    String editor = book.editor(context.header("Authorization"));
    if (editor == null) {
      context.header("WWW-Authenticate", "Bearer");
      throw new LinkRefused(
          401,
          String.format(
              Locale.ROOT,
              "%s to change links. Show one that 'tributary links allow NAME' made as"
                  + " 'Authorization: Bearer KEY'.",
              context.header("Authorization") == null ? "It takes a key" : "That is no key"));
    }
    return editor;
  }
}

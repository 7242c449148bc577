package dev.tributary.serving.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The dashboard's files; there are no others, so no path is ever looked up. */
final class Assets {

  private Assets() {}

  static void register(RoutesConfig routes) {
    serve(routes, "/", "index.html", "text/html; charset=utf-8");
    serve(routes, "/dashboard.css", "dashboard.css", "text/css; charset=utf-8");
    serve(routes, "/dashboard.js", "dashboard.js", "text/javascript; charset=utf-8");
    serve(routes, "/chart.js", "chart.js", "text/javascript; charset=utf-8");
    serve(routes, "/format.js", "format.js", "text/javascript; charset=utf-8");
    serve(routes, "/explain.js", "explain.js", "text/javascript; charset=utf-8");
    serve(routes, "/favicon.svg", "favicon.svg", "image/svg+xml");
    serve(routes, "/openapi.json", "openapi.json", "application/json");
  }

  private static void serve(RoutesConfig routes, String path, String name, String type) {
    byte[] bytes = read(name);
    routes.get(path, context -> answer(context, bytes, type));
  }

  private static void answer(Context context, byte[] bytes, String type) {
    context.contentType(type);
    context.header("Cache-Control", "no-cache");
    context.result(bytes);
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/dev/tributary/serving/page/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The dashboard's file " + name + " is not in the build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

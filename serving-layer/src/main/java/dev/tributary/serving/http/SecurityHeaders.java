package dev.tributary.serving.http;

import io.javalin.config.RoutesConfig;

/** What every answer tells the browser: our own scripts and styles, nothing from elsewhere. */
final class SecurityHeaders {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void register(RoutesConfig routes) {
    routes.before(
        context -> {
          context.header("Content-Security-Policy", POLICY);
          context.header("X-Content-Type-Options", "nosniff");
          context.header("X-Frame-Options", "DENY");
          context.header("Referrer-Policy", "no-referrer");
          context.header("Cross-Origin-Resource-Policy", "same-origin");
          context.header("Cross-Origin-Opener-Policy", "same-origin");
        });
  }
}

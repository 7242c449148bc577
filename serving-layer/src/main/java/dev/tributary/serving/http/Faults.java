package dev.tributary.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.money.MissingRateException;
import dev.tributary.serving.explain.UnknownOrder;
import dev.tributary.serving.lake.LakeException;
import dev.tributary.serving.links.LinkRefused;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as problem details (RFC 9457): title says the problem, detail why and what to do. */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /** A request that can't be answered as it is. */
  static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
      super(message);
    }
  }

  static void register(RoutesConfig routes) {
    routes.exception(
        BadRequest.class,
        (fault, context) -> answer(context, 400, "Bad request", fault.getMessage()));
    routes.exception(
        MissingRateException.class,
        (fault, context) -> answer(context, 422, "No exchange rate", fault.getMessage()));
    routes.exception(
        UnknownOrder.class,
        (fault, context) -> answer(context, 404, "Unknown order", fault.getMessage()));
    routes.exception(
        LinkRefused.class,
        (fault, context) -> {
          if (fault.getCause() != null) {
            LOG.error("The request {} failed: {}", context.path(), fault.getCause().getMessage());
          }
          String title = HttpStatus.forStatus(fault.status()).getMessage();
          answer(context, fault.status(), title, fault.getMessage());
        });
    routes.exception(
        LakeException.class,
        (fault, context) -> answer(context, 503, "Tables unreadable", fault.getMessage()));
    routes.exception(
        HttpResponseException.class,
        (fault, context) -> {
          HttpStatus status = HttpStatus.forStatus(fault.getStatus());
          answer(context, status.getCode(), status.getMessage(), unserved(status, fault, context));
        });
    routes.exception(
        Exception.class,
        (fault, context) -> {
          LOG.error("The request {} failed", context.path(), fault);
          answer(
              context,
              500,
              "Internal error",
              "The request failed on our side; the log of the serving layer has the reason.");
        });
  }

  /** What no route of ours took. */
  private static String unserved(HttpStatus status, HttpResponseException fault, Context context) {
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this address. /openapi.json lists what there is.";
      case METHOD_NOT_ALLOWED ->
          context.path().startsWith("/v1/links")
              ? "A link is made by POST to /v1/links and ended by PATCH of /v1/links/ID with"
                  + " {\"status\":\"disabled\"}; none is deleted."
              : "This address is only read: use GET. /openapi.json lists what there is.";
      case CONTENT_TOO_LARGE -> "The body is too large. A link has less than 16 KiB.";
      default -> fault.getMessage();
    };
  }

  static void answer(Context context, int status, String title, String detail) {
    ObjectNode problem = Json.object();
    problem.put("type", "about:blank").put("title", title).put("status", status);
    problem.put("detail", detail).put("instance", context.path());
    context.status(status);
    context.contentType("application/problem+json");
    context.result(problem.toString());
  }
}

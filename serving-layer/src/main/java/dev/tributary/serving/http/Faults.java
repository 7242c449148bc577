package dev.tributary.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.money.MissingRateException;
import dev.tributary.serving.explain.UnknownOrder;
import dev.tributary.serving.lake.LakeException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
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
        LakeException.class,
        (fault, context) -> answer(context, 503, "Tables unreadable", fault.getMessage()));
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
    routes.error(
        404,
        context -> {
          if (!"application/problem+json".equals(context.res().getContentType())) {
            answer(
                context,
                404,
                "No such address",
                "There is nothing at this address. /openapi.json lists what there is.");
          }
        });
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

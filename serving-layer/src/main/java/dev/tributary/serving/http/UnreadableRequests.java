package dev.tributary.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problem details also for what the HTTP server refuses before any route sees it. */
final class UnreadableRequests extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    ObjectNode problem = Json.object();
    problem.put("type", "about:blank").put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put(
        "detail", "The request could not be read as HTTP. /openapi.json lists what there is.");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.write(
        true, ByteBuffer.wrap(problem.toString().getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}

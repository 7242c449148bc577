package dev.tributary.capture.http;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.link.LiveKeys;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.link.Redirect;
import dev.tributary.capture.link.SignedLinks;
import dev.tributary.capture.log.Failure;
import dev.tributary.core.admission.RedirectClick;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /r/LINK}: journals the click, then sends the visitor on. */
final class RedirectRoute {

  private static final Logger LOG = LoggerFactory.getLogger(RedirectRoute.class);

  private final LiveLinks links;
  private final LiveKeys keys;
  private final Door door;
  private final ClickJournal journal;
  private final EdgeMetrics metrics;
  private final InstantSource clock;

  RedirectRoute(
      LiveLinks links,
      LiveKeys keys,
      Door door,
      ClickJournal journal,
      EdgeMetrics metrics,
      InstantSource clock) {
    this.links = links;
    this.keys = keys;
    this.door = door;
    this.journal = journal;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Answers for a registered link. */
  void answer(Exchange exchange, String linkId) {
    Redirect known = links.find(linkId);
    if (known != null) {
      answerRegistered(exchange, known);
    } else {
      links
          .seek(linkId)
          .thenAcceptAsync(found -> answerRegistered(exchange, found), exchange.loop())
          .exceptionally(
              wrapped -> {
                LOG.error(
                    "A request for a link that is not known failed: {}",
                    new Failure(wrapped.getCause()));
                exchange.answer(Problems.fault().answer());
                return null;
              });
    }
  }

  private void answerRegistered(Exchange exchange, Redirect redirect) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    boolean usable = redirect != null && redirect.link().usableAt(now);
    answer(exchange, usable ? redirect : null, now);
  }

  /** Answers for a link that carries its target and a signature. */
  void answerSigned(Exchange exchange, String token) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    answer(exchange, SignedLinks.verify(keys.keys(), token, now), now);
  }

  private void answer(Exchange exchange, Redirect redirect, Instant now) {
    if (redirect == null) {
      Problem problem = Problems.unknownLink();
      exchange.answer(wantsPage(exchange.headers()) ? problem.page() : problem.answer());
    } else if (exchange.method().equals(HttpMethod.HEAD) || FetchedAhead.is(exchange.headers())) {
      metrics.uncountedLook();
      exchange.answer(Answer.redirect(redirect.url()));
    } else {
      follow(exchange, redirect, now);
    }
  }

  private void follow(Exchange exchange, Redirect redirect, Instant now) {
    String clickId = ClickIds.mint();
    try {
      CapturedEvent event = click(exchange, redirect, clickId, now);
      journal.add(new Followed(exchange, redirect, clickId, event, metrics), exchange.loop());
    } catch (RuntimeException | Error e) {
      exchange.answer(Answer.redirect(redirect.url()));
      journal.lost(now);
      LOG.error(
          "A click on the link '{}' can't be made an event: {}",
          redirect.link().id(),
          new Failure(e));
    }
  }

  /** A visitor who waits for the journal. */
  private record Followed(
      Exchange exchange,
      Redirect redirect,
      String clickId,
      CapturedEvent event,
      EdgeMetrics metrics)
      implements ClickJournal.Click {

    @Override
    public void journaled() {
      if (exchange.redirect(redirect, clickId)) {
        metrics.redirected(System.nanoTime() - exchange.begun());
      } else {
        metrics.goneVisitor();
      }
    }

    @Override
    public void unconfirmed() {
      journaled(); // It will be shipped all the same, so its id is worth carrying.
    }

    @Override
    public void refused() {
      // Without the id: nothing further down the river would know it.
      exchange.answer(Answer.redirect(redirect.url()));
    }

    @Override
    public void abandoned() {
      exchange.abandon();
    }

    @Override
    public boolean mayWait() {
      return exchange.mayWait();
    }
  }

  private CapturedEvent click(Exchange exchange, Redirect redirect, String clickId, Instant now) {
    HttpHeaders headers = exchange.headers();
    String referrer = headers.get(HttpHeaderNames.REFERER);
    return door.clicked(
        new RedirectClick(redirect.link().id(), redirect.url(), clickId, referrer),
        now,
        headers.get(HttpHeaderNames.USER_AGENT, ""));
  }

  private static boolean wantsPage(HttpHeaders headers) {
    return headers.get(HttpHeaderNames.ACCEPT, "").contains("text/html");
  }
}

package dev.tributary.speed.attribution;

import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.Event;
import dev.tributary.speed.stream.Message;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Parses, enriches and routes a message; what can't be read is left to the raw lane to record. */
final class EventRouter implements FlatMapFunction<Message, Routed> {

  private static final long serialVersionUID = 1L;
  private final Meaning.Source source;

  /** Not sent along: every task, which is every micro-batch, asks for the rules as they are. */
  private transient Meaning meaning;

  EventRouter(Meaning.Source source) {
    this.source = source;
  }

  @Override
  public Iterator<Routed> call(Message message) {
    if (meaning == null) {
      meaning = source.meaning();
    }
    return event(message, meaning)
        .map(meaning.enricher()::enrich)
        .flatMap(meaning.routes()::of)
        .stream()
        .iterator();
  }

  private static Optional<Event> event(Message message, Meaning meaning) {
    try {
      return Optional.of(
          meaning
              .admittedJson()
              .read(message.value(), EnvelopeHeaders.read(message.headersByName())));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty(); // The raw lane reads the same message and keeps it with the reason.
    }
  }
}

package dev.tributary.core.identity;

import dev.tributary.core.identity.Link.Meaning;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Many links in as few as say the same. */
public final class Links {

  private record Said(Identifier one, Identifier other, Meaning meaning) {
    static Said of(Link link) {
      return link.one().compareTo(link.other()) <= 0
          ? new Said(link.one(), link.other(), link.meaning())
          : new Said(link.other(), link.one(), link.meaning());
    }
  }

  private record Span(Instant first, Instant last) {
    Span with(Span other) {
      return new Span(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private Links() {}

  /**
   * The first and the last of each pair and meaning: they resolve as all of them do, since a link
   * matters by when it was first seen and by whether any is later than its undoing.
   */
  public static List<Link> condensed(Collection<Link> links) {
    Map<Said, Span> spans = new LinkedHashMap<>();
    for (Link link : links) {
      spans.merge(Said.of(link), new Span(link.seenAt(), link.seenAt()), Span::with);
    }
    return spans.entrySet().stream().flatMap(Links::ends).toList();
  }

  private static Stream<Link> ends(Map.Entry<Said, Span> entry) {
    Said said = entry.getKey();
    Span span = entry.getValue();
    return Stream.of(span.first(), span.last())
        .distinct()
        .map(at -> new Link(said.one(), said.other(), at, said.meaning()));
  }
}

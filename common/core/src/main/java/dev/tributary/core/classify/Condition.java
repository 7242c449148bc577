package dev.tributary.core.classify;

import com.google.re2j.Pattern;
import java.util.List;

/** When a channel rule applies. Texts are lower-case on both sides. */
sealed interface Condition {

  boolean holds(Facts facts);

  /** Whether a part of it looks at that field and holds for that text. */
  boolean looksFor(Field field, String text);

  /** What rules look at: lower-cased, trimmed, empty where missing. */
  record Facts(String source, String medium, String campaign, String term, String content) {

    int length() {
      return source.length()
          + medium.length()
          + campaign.length()
          + term.length()
          + content.length();
    }

    String field(Field field) {
      return switch (field) {
        case SOURCE -> source;
        case MEDIUM -> medium;
        case CAMPAIGN -> campaign;
        case TERM -> term;
        case CONTENT -> content;
      };
    }
  }

  /** What a rule may look at. */
  enum Field {
    SOURCE,
    MEDIUM,
    CAMPAIGN,
    TERM,
    CONTENT
  }

  record All(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return parts.stream().allMatch(part -> part.holds(facts));
    }

    @Override
    public boolean looksFor(Field field, String text) {
      return parts.stream().anyMatch(part -> part.looksFor(field, text));
    }
  }

  record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return parts.stream().anyMatch(part -> part.holds(facts));
    }

    @Override
    public boolean looksFor(Field field, String text) {
      return parts.stream().anyMatch(part -> part.looksFor(field, text));
    }
  }

  /** A test of one field. */
  sealed interface OfField extends Condition {

    Field field();

    boolean holds(String text);

    @Override
    default boolean holds(Facts facts) {
      return holds(facts.field(field()));
    }

    @Override
    default boolean looksFor(Field field, String text) {
      return field == field() && holds(text);
    }
  }

  record Is(Field field, List<String> values) implements OfField {
    @Override
    public boolean holds(String text) {
      return values.contains(text);
    }
  }

  record Contains(Field field, List<String> values) implements OfField {
    @Override
    public boolean holds(String text) {
      return values.stream().anyMatch(text::contains);
    }
  }

  record EndsWith(Field field, List<String> values) implements OfField {
    @Override
    public boolean holds(String text) {
      return values.stream().anyMatch(text::endsWith);
    }
  }

  /** The whole text matches, in time that grows with its length and never faster. */
  record Matches(Field field, Pattern pattern) implements OfField {
    @Override
    public boolean holds(String text) {
      return pattern.matcher(text).matches();
    }
  }

  /** The text is a known site of that category, by name or by host. */
  record InCategory(Field field, Category category, Sites sites) implements OfField {
    @Override
    public boolean holds(String text) {
      return sites.known(text).filter(site -> site.category() == category).isPresent();
    }
  }
}

package dev.tributary.core.classify;

import com.google.re2j.Pattern;
import java.util.List;

/** When a channel rule applies. Texts are lower-case on both sides. */
sealed interface Condition {

  boolean holds(Facts facts);

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
  }

  record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return parts.stream().anyMatch(part -> part.holds(facts));
    }
  }

  record Is(Field field, List<String> values) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return values.contains(facts.field(field));
    }
  }

  record Contains(Field field, List<String> values) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return values.stream().anyMatch(facts.field(field)::contains);
    }
  }

  record EndsWith(Field field, List<String> values) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return values.stream().anyMatch(facts.field(field)::endsWith);
    }
  }

  /** The whole text matches, in time that grows with its length and never faster. */
  record Matches(Field field, Pattern pattern) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return pattern.matcher(facts.field(field)).matches();
    }
  }

  /** The text is a known site of that category, by name or by host. */
  record InCategory(Field field, Category category, Sites sites) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return sites
          .known(facts.field(field))
          .filter(site -> site.category() == category)
          .isPresent();
    }
  }
}

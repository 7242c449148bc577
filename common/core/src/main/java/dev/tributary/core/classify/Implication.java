package dev.tributary.core.classify;

import dev.tributary.core.classify.Condition.All;
import dev.tributary.core.classify.Condition.Any;
import dev.tributary.core.classify.Condition.Contains;
import dev.tributary.core.classify.Condition.EndsWith;
import dev.tributary.core.classify.Condition.Is;
import dev.tributary.core.classify.Condition.Matches;
import dev.tributary.core.classify.Condition.OfField;
import java.util.List;
import java.util.Set;

/**
 * Whether one condition holds wherever another does, as far as that can be shown by their shapes.
 * What it says is sure; much that is so it does not say.
 */
final class Implication {

  /** Conditions of a person's rules take some hundred; what takes more is left unsaid. */
  private static final int MOST_STEPS = 20_000;

  /** Of a pattern that the whole text has to match. */
  private static final Set<String> ANYTHING = Set.of(".*", "^.*", ".*$", "^.*$");

  private int steps;

  private Implication() {}

  /** Whether {@code then} holds wherever {@code given} does. */
  static boolean proven(Condition given, Condition then) {
    return new Implication().implies(given, then);
  }

  /** Whether a condition asks a field for two things that it can't be at once. */
  static boolean neverHolds(Condition condition) {
    if (condition instanceof Any any) {
      return any.parts().stream().allMatch(Implication::neverHolds);
    }
    return condition instanceof All all
        && (all.parts().stream().anyMatch(Implication::neverHolds)
            || all.parts().stream().anyMatch(part -> part instanceof Is is && denied(is, all)));
  }

  private static boolean denied(Is is, All all) {
    return is.values().stream()
        .noneMatch(value -> all.parts().stream().allMatch(part -> allows(part, is, value)));
  }

  private static boolean allows(Condition part, Is is, String value) {
    return !(part instanceof OfField test && test.field() == is.field()) || test.holds(value);
  }

  private boolean implies(Condition given, Condition then) {
    steps++;
    if (steps > MOST_STEPS) {
      return false;
    }
    if (alwaysHolds(then) || given.equals(then)) {
      return true;
    }
    if (given instanceof Any any) {
      return any.parts().stream().allMatch(part -> implies(part, then));
    }
    if (given instanceof Is is && is.values().size() > 1) {
      return is.values().stream()
          .allMatch(value -> implies(new Is(is.field(), List.of(value)), then));
    }
    if (then instanceof All all) {
      return all.parts().stream().allMatch(part -> implies(given, part));
    }
    if (then instanceof Any any && any.parts().stream().anyMatch(part -> implies(given, part))) {
      return true;
    }
    if (given instanceof All all) {
      return all.parts().stream().anyMatch(part -> implies(part, then));
    }
    return given instanceof OfField test
        && then instanceof OfField other
        && test.field() == other.field()
        && narrower(test, other);
  }

  /** Where a test's own texts pass another test, whatever passes the first passes the other. */
  private static boolean narrower(OfField test, OfField other) {
    if (test instanceof Is is) {
      return is.values().stream().allMatch(other::holds);
    }
    if (test instanceof Contains contains) {
      return other instanceof Contains && contains.values().stream().allMatch(other::holds);
    }
    return test instanceof EndsWith ending
        && (other instanceof EndsWith || other instanceof Contains)
        && ending.values().stream().allMatch(other::holds);
  }

  private static boolean alwaysHolds(Condition condition) {
    return condition instanceof Matches matches && ANYTHING.contains(matches.pattern().pattern());
  }
}

package dev.tributary.core.classify;

/**
 * What one kind of evidence says.
 *
 * @param source lower-case, or null where it says nothing of it
 * @param medium lower-case, or null where it says nothing of it
 * @param term what was searched for, or null
 */
record SourceOfVisit(String source, String medium, String term) {

  static final SourceOfVisit NOTHING = new SourceOfVisit(null, null, null);

  boolean saysNothing() {
    return source == null && medium == null;
  }

  /** This where it says something, else {@code other}. */
  SourceOfVisit or(SourceOfVisit other) {
    return saysNothing() ? other : this;
  }
}

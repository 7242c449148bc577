package dev.tributary.core.classify;

/** Kinds of known sites, each with the medium that a visit from there has. */
enum Category {
  SEARCH("organic"),
  SOCIAL("social"),
  VIDEO("video"),
  SHOPPING("shopping"),
  AI("ai-assistant"),
  EMAIL("email");

  private final String medium;

  Category(String medium) {
    this.medium = medium;
  }

  String medium() {
    return medium;
  }
}

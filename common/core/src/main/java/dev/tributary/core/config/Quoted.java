package dev.tributary.core.config;

import java.util.regex.Pattern;

/** What somebody sent, as a message repeats it: enough to find it, and nothing that does harm. */
public final class Quoted {

  private static final int MOST = 60;
  private static final int MOST_OF_A_SENTENCE = 200;
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

  private Quoted() {}

  /** Of one line, 60 characters at most and an ellipsis, without what could steer a terminal. */
  public static String shortened(String text) {
    return harmless(text, MOST);
  }

  /** The same of up to 200 characters, for a sentence of a parser's that repeats what it read. */
  public static String sentence(String text) {
    return harmless(text, MOST_OF_A_SENTENCE);
  }

  private static String harmless(String text, int most) {
    return CONTROL.matcher(cut(text, most)).replaceAll("\uFFFD");
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean halfACharacter = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, halfACharacter ? most - 1 : most) + "…";
  }
}

package dev.tributary.core.config;

import java.util.regex.Pattern;

/** What somebody sent, as a message repeats it: enough to find it, and nothing that does harm. */
public final class Quoted {

  private static final int MOST = 60;
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

  private Quoted() {}

  /** Of one line, 60 characters at most and an ellipsis, without what could steer a terminal. */
  public static String shortened(String text) {
    return CONTROL.matcher(cut(text)).replaceAll("\uFFFD");
  }

  private static String cut(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    boolean halfACharacter = Character.isHighSurrogate(text.charAt(MOST - 1));
    return text.substring(0, halfACharacter ? MOST - 1 : MOST) + "…";
  }
}

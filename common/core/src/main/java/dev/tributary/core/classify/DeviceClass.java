package dev.tributary.core.classify;

import java.util.List;
import java.util.Set;

/** The class of device that a person's agent names. */
final class DeviceClass {

  private static final List<String> CONSOLE = List.of("playstation", "nintendo", "xbox");

  private static final List<String> TELEVISION =
      List.of(
          "smart-tv",
          "smarttv",
          "smart tv",
          "hbbtv",
          "appletv",
          "googletv",
          "bravia",
          "aquos-",
          "roku",
          "crkey",
          "chromecast",
          "web0s",
          "netcast",
          "nettv",
          "kreatv",
          "ce-html",
          " omi/",
          "andr0id",
          "mibox",
          "large screen");

  // As words only: a telephone is called Riviera, and others receive television and end with dtv.
  private static final Set<String> TELEVISION_WORDS = Set.of("tv", "atv", "tvbox", "viera", "tivo");

  private static final List<String> OLD_TELEPHONE =
      List.of(
          "opera mini",
          "docomo",
          "kddi",
          "up.browser",
          "maemo",
          "maui",
          "brew",
          "wap-browser",
          "wap browser");

  private static final List<String> TABLET =
      List.of(
          "ipad",
          "tablet",
          "kindle",
          "silk/",
          "playbook",
          "sm-t",
          "nexus 7",
          "nexus 9",
          "nexus 10");

  private static final List<String> PHONE =
      List.of(
          "iphone",
          "ipod",
          "windows phone",
          "mobile",
          "phone",
          "symbian",
          "blackberry",
          "bb10",
          "kaios",
          "opera mobi",
          "midp",
          "nokia");

  private static final List<String> DESKTOP =
      List.of("windows", "macintosh", "mac os x", "cros", "x11", "linux");

  private DeviceClass() {}

  /**
   * {@code desktop}, {@code phone}, {@code tablet}, {@code tv} or {@code other}.
   *
   * @param agent in lower case
   */
  static String of(String agent) {
    if (anyIn(CONSOLE, agent)) {
      return "other";
    }
    if (anyIn(TELEVISION, agent) || hasTelevisionWord(agent)) {
      return "tv";
    }
    boolean tablet = anyIn(TABLET, agent);
    // Opera Mini on Android leaves out the word mobile that a telephone's browser has.
    if (!tablet && anyIn(OLD_TELEPHONE, agent)) {
      return "phone";
    }
    if (tablet || agent.contains("android") && !agent.contains("mobile")) {
      return "tablet";
    }
    if (anyIn(PHONE, agent)) {
      return "phone";
    }
    return anyIn(DESKTOP, agent) ? "desktop" : "other";
  }

  private static boolean hasTelevisionWord(String agent) {
    int start = 0;
    while (start < agent.length()) {
      int end = start;
      while (end < agent.length() && Character.isLetterOrDigit(agent.charAt(end))) {
        end++;
      }
      if (isTelevision(agent.substring(start, end))) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  /** Amazon's sets and sticks are all named AFT and some letters; makers' names end with TV. */
  private static boolean isTelevision(String word) {
    return TELEVISION_WORDS.contains(word)
        || word.startsWith("aft") && word.length() > 3
        || word.startsWith("mitv")
        || word.endsWith("tv") && !word.endsWith("dtv");
  }

  private static boolean anyIn(List<String> signs, String agent) {
    for (String sign : signs) {
      if (agent.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}

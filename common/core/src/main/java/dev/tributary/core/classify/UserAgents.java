package dev.tributary.core.classify;

import dev.tributary.core.event.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reduces a user agent to what may be kept of it: class of device, operating system, browser.
 *
 * <p>By a small table of signs, because it runs on the click path: some microseconds an agent and
 * no library to load. Safe to share between threads.
 */
public final class UserAgents {

  /** Longer agents are read up to here; no browser sends one as long. */
  private static final int LONGEST = 1_024;

  private static final Robots ROBOTS = new Robots();

  private record Named(String sign, String name) {}

  // The order matters: most systems and browsers also name those that they descend from.
  private static final List<Named> SYSTEMS =
      List.of(
          new Named("windows phone", "windows phone"),
          new Named("xbox", "windows"),
          new Named("windows", "windows"),
          new Named("ipad", "ipados"),
          new Named("iphone", "ios"),
          new Named("ipod", "ios"),
          new Named("tizen", "tizen"),
          new Named("web0s", "webos"),
          new Named("webos", "webos"),
          new Named("kaios", "kaios"),
          new Named("android", "android"),
          new Named("cros", "chromeos"),
          new Named("mac os x", "macos"),
          new Named("macintosh", "macos"),
          new Named("symbian", "symbian"),
          new Named("blackberry", "blackberry"),
          new Named("bb10", "blackberry"),
          new Named("playstation", "playstation"),
          new Named("nintendo", "nintendo"),
          new Named("linux", "linux"),
          new Named("x11", "unix"));

  private static final List<Named> BROWSERS =
      List.of(
          new Named("instagram", "instagram"),
          new Named("fban", "facebook"),
          new Named("fbav", "facebook"),
          new Named("musical_ly", "tiktok"),
          new Named("bytedance", "tiktok"),
          new Named("micromessenger", "wechat"),
          new Named("gsa/", "google app"),
          new Named("edg", "edge"),
          new Named("opr/", "opera"),
          new Named("opera", "opera"),
          new Named("opios", "opera"),
          new Named("samsungbrowser", "samsung internet"),
          new Named("ucbrowser", "uc browser"),
          new Named("yabrowser", "yandex browser"),
          new Named("vivaldi", "vivaldi"),
          new Named("duckduckgo", "duckduckgo"),
          new Named("silk/", "silk"),
          new Named("crios", "chrome"),
          new Named("fxios", "firefox"),
          new Named("chromium", "chromium"),
          new Named("chrome", "chrome"),
          new Named("firefox", "firefox"),
          new Named("seamonkey", "seamonkey"),
          new Named("msie", "internet explorer"),
          new Named("trident", "internet explorer"),
          new Named("android", "android browser"),
          new Named("safari", "safari"),
          new Named("applewebkit", "webkit"),
          new Named("konqueror", "konqueror"),
          new Named("lynx", "lynx"),
          new Named("gecko", "gecko"));

  private UserAgents() {}

  /**
   * What may be kept of an agent.
   *
   * @param userAgent the header as sent; null where it is not known, which is {@link
   *     Device#UNKNOWN}; blank or a dash where the client sent none, which is a robot
   */
  public static Device reduce(String userAgent) {
    if (userAgent == null) {
      return Device.UNKNOWN;
    }
    if (robotReason(userAgent).isPresent()) {
      return new Device(Device.ROBOT, null, null);
    }
    String agent = bounded(userAgent).toLowerCase(Locale.ROOT);
    return new Device(DeviceClass.of(agent), named(SYSTEMS, agent), named(BROWSERS, agent));
  }

  /**
   * What the sender of an event tells of the visitor's device.
   *
   * <p>A shop's server, an app or a script sends events for somebody else: whatever it calls itself
   * says nothing of the visitor. A crawler that runs a page's script is one all the same.
   *
   * @param userAgent the header of the request that carried the event; null or blank for none
   */
  public static Device reduceSender(String userAgent) {
    boolean silent = userAgent == null || ROBOTS.speaksForOthers(bounded(userAgent));
    return silent ? Device.UNKNOWN : reduce(userAgent);
  }

  /** Why an agent is a machine ("crawler", "mail-security scanner", ...), or empty for a person. */
  public static Optional<String> robotReason(String userAgent) {
    return userAgent == null ? Optional.empty() : ROBOTS.reason(bounded(userAgent));
  }

  private static String bounded(String userAgent) {
    return userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
  }

  private static String named(List<Named> names, String agent) {
    for (Named named : names) {
      if (agent.contains(named.sign())) {
        return named.name();
      }
    }
    return "other";
  }
}

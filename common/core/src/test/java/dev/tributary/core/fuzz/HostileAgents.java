package dev.tributary.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.event.Device;

/** Any text as a user agent: a machine, or a device of a known class. */
public final class HostileAgents {

  private HostileAgents() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Claims.ends(() -> judge(text));
  }

  private static void judge(String text) {
    Device device = UserAgents.reduce(text);
    Claims.holds(device.deviceClass() != null, "no class");
    Claims.holds(
        device.robot() == UserAgents.robotReason(text).isPresent(), "a robot without a reason");
    Claims.holds(
        device.browser() == null || device.browser().length() < 64, "more kept than a name");
  }
}

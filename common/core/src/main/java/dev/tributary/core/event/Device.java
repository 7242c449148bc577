package dev.tributary.core.event;

/**
 * All that is kept of a user agent; each component may be null.
 *
 * @param deviceClass {@code desktop}, {@code phone}, {@code tablet}, {@code tv}, {@code other} or
 *     {@link #ROBOT}
 */
public record Device(String deviceClass, String os, String browser) {

  /** The class of everything that is not a person. */
  public static final String ROBOT = "robot";

  public static final Device UNKNOWN = new Device(null, null, null);

  public boolean robot() {
    return ROBOT.equals(deviceClass);
  }
}

package dev.tributary.cli;

/** The version of this build, which a test compares with the build's own. */
final class Version {

  static final String NUMBER = "0.1.0";

  private Version() {}
}

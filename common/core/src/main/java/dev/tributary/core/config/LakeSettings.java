package dev.tributary.core.config;

import java.net.URI;
import java.util.List;

/**
 * Settings of where the tables lie. Credentials are none of them: they come from the environment,
 * an AWS profile or the machine's role, and are never written down.
 */
public final class LakeSettings {

  /** Where the tables lie; empty is the folder {@code lake} of the data directory. */
  public static final Setting<String> LOCATION =
      Setting.text(
          "lake.location",
          "",
          "address",
          "Where the tables lie, local folder or S3; empty is the folder lake of the data"
              + " directory.",
          text -> text.isEmpty() || text.startsWith("/") || isBucket(text),
          "an absolute folder or s3a://bucket/folder");

  /** The S3 service, where it is not AWS. */
  public static final Setting<String> S3_ENDPOINT =
      Setting.text(
          "lake.s3_endpoint",
          "",
          "address",
          "Address of the S3 service; empty for AWS.",
          text -> text.isEmpty() || text.matches("https?://[^/?#@]+/?"),
          "an address such as https://s3.example.com:9000, without user or path");

  /** The region that requests are signed for. */
  public static final Setting<String> S3_REGION =
      Setting.text(
          "lake.s3_region",
          "",
          "none",
          "Region of the bucket; empty takes AWS_REGION or what the bucket says.",
          text -> text.matches("[a-z0-9-]*"),
          "a region such as eu-central-1");

  /** Whether the bucket stands in the path. */
  public static final Setting<Boolean> S3_PATH_STYLE =
      Setting.flag(
          "lake.s3_path_style",
          Setting.Flag.OFF,
          "The bucket stands in the path and not in the host name, as services other than AWS"
              + " often want it.");

  /** How long files of earlier versions are kept. */
  public static final Setting<Long> VACUUM_HOURS =
      Setting.whole(
          "lake.vacuum_hours",
          168,
          168,
          87_600,
          "hours",
          "How long compact keeps files that the newest version of a table no longer needs.");

  static final List<Setting<?>> ALL =
      List.of(LOCATION, S3_ENDPOINT, S3_REGION, S3_PATH_STYLE, VACUUM_HOURS);

  private static boolean isBucket(String text) {
    if (!text.matches("s3a://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\\s?#]*)?")) {
      return false;
    }
    return URI.create(text).getUserInfo() == null;
  }

  private LakeSettings() {}
}

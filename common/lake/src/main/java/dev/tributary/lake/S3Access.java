package dev.tributary.lake;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.LakeSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How Spark reaches tables in S3. */
final class S3Access {

  /**
   * Where credentials come from, in this order; nothing of ours holds any. The providers of secrets
   * in the configuration, which Hadoop would ask first, are left out.
   */
  private static final String CREDENTIALS =
      String.join(
          ",",
          "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
          "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider",
          "org.apache.hadoop.fs.s3a.auth.ProfileAWSCredentialsProvider",
          "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider");

  private static final String S3A = "spark.hadoop.fs.s3a.";

  private S3Access() {}

  /**
   * Spark's settings for S3.
   *
   * @param scratch folder in which uploads wait; nothing is left there
   */
  static Map<String, String> of(Config config, Path scratch) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(S3A + "aws.credentials.provider", CREDENTIALS);
    settings.put(S3A + "buffer.dir", scratch.resolve("s3a").toString());
    // The stream that ships with hadoop-aws itself; the other one is a library of its own.
    settings.put(S3A + "input.stream.type", "classic");
    settings.put(S3A + "path.style.access", config.value(LakeSettings.S3_PATH_STYLE).toString());
    String endpoint = config.value(LakeSettings.S3_ENDPOINT);
    if (!endpoint.isEmpty()) {
      settings.put(S3A + "endpoint", endpoint);
      settings.put(S3A + "connection.ssl.enabled", Boolean.toString(endpoint.startsWith("https:")));
    }
    String region = config.value(LakeSettings.S3_REGION);
    if (!region.isEmpty()) {
      settings.put(S3A + "endpoint.region", region);
    }
    return settings;
  }
}

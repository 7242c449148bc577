package dev.tributary.core.imports;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a log is read.
 *
 * @param siteHost host of the pages, which the log itself does not name
 * @param conversion found in the path of a page that is a conversion, or null for none
 * @param conversionType of those conversions
 * @param assetExtensions lower-case endings of files that are no pages
 */
public record AccessLogOptions(
    String siteHost,
    List<String> ownDomains,
    Pattern conversion,
    String conversionType,
    ImportConsent consent,
    Set<String> assetExtensions)
    implements Serializable {}

package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users add and replace sites and click ids by tables of their own. */
class ConfiguredTablesTest {

  @TempDir Path folder;

  @Test
  void aSiteOfOurOwnIsKnownByReferrerAndByName() throws IOException {
    Path sites = folder.resolve("sites.csv");
    Files.writeString(
        sites, "category,name,domains,hosts,also,terms\nsearch,houndsearch,hound.example,,,find\n");
    Classifier classifier =
        new Classifier(Config.of(Map.of("classify.sites_file", sites.toString())));
    Classification visit =
        classifier.classify(
            new Signals(null, "https://www.hound.example/?find=red+shoes", null, null, null));
    assertThat(visit.source()).isEqualTo("houndsearch");
    assertThat(visit.term()).isEqualTo("red shoes");
    assertThat(Signal.tagged(classifier, "houndsearch", "cpc", null).channel())
        .isEqualTo("Paid Search");
  }

  @Test
  void aRowOfAShippedSitesNameReplacesAllOfThatSite() throws IOException {
    Classifier classifier =
        withSites(
            "social,Bing,bing.com,,,",
            "search,google,google.com,,,qq",
            "video,,facebook.com",
            "social,pinterest,pins.example,,,",
            "social,pinterest,,pins.test,,");

    assertThat(from(classifier, "https://www.bing.com/?q=shoes").channel())
        .isEqualTo("Organic Social");
    assertThat(from(classifier, "android-app://com.microsoft.bing/").source())
        .isEqualTo("com.microsoft.bing");
    assertThat(from(classifier, "android-app://com.microsoft.bing/").channel())
        .isEqualTo("Referral");
    assertThat(Signal.tagged(classifier, "microsoft", "organic", null).channel())
        .isEqualTo("Organic Search"); // By its medium.
    assertThat(from(classifier, "https://www.google.de/?q=shoes").source()).isEqualTo("google.de");
    assertThat(from(classifier, "https://maps.google.com/?qq=shoes").term()).isEqualTo("shoes");
    assertThat(from(classifier, "https://m.facebook.com/").channel()).isEqualTo("Organic Video");
    assertThat(from(classifier, "https://fb.me/").channel()).isEqualTo("Referral");
    assertThat(from(classifier, "https://pinterest.com/").channel()).isEqualTo("Referral");
    assertThat(from(classifier, "https://pin.it/").channel()).isEqualTo("Referral");
    assertThat(from(classifier, "https://a.pins.example/").source()).isEqualTo("pinterest");
    assertThat(from(classifier, "https://pins.test/").source()).isEqualTo("pinterest");
    assertThat(from(classifier, "https://duckduckgo.com/?q=a").source()).isEqualTo("duckduckgo");
  }

  @Test
  void domainsAndHostsOfARowMatchInWhicheverWayTheyAreWritten() throws IOException {
    Classifier classifier =
        withSites(
            "search,hound,*.hound.example www.fox.example HOUND.Test. münchen.example,"
                + "www.cat.example. com.cat.Some_App 284882210 www.lion.* m.wolf.* bär.*,,q",
            "social,,www.fish.example köln.example");

    for (String referrer :
        List.of(
            "https://a.hound.example/",
            "https://www.fox.example/",
            "https://hound.test/",
            "https://xn--mnchen-3ya.example/",
            "https://www.cat.example/",
            "https://cat.example/",
            "android-app://com.cat.some_app/",
            "ios-app://284882210/",
            "https://www.lion.co.uk/",
            "https://m.wolf.de/",
            "https://wolf.co.uk/",
            "https://bär.de/")) {
      assertThat(from(classifier, referrer).source()).as(referrer).isEqualTo("hound");
    }
    assertThat(from(classifier, "https://a.cat.example/").source()).isEqualTo("a.cat.example");
    assertThat(from(classifier, "https://a.fish.example/").source()).isEqualTo("fish");
    assertThat(from(classifier, "https://köln.example/").source()).isEqualTo("köln");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "search,a,google.*,,,q;its domain 'google.*' is none: a name under every suffix stands"
            + " among the hosts",
        "search,a,https://a.example/,,,q;its domain 'https://a.example/' is none: write it as it"
            + " stands in addresses, for example shop.example",
        "search,a,,*.a.example,,q;its host '*.a.example' is none: a name with all below it stands"
            + " among the domains",
        "search,a,,a.example:80,,q;its host 'a.example:80' is none: write it as it stands in"
            + " addresses, for example shop.example",
        "search,a,,*.google.*,,q;its host '*.google.*' is none: before .* stands a name without"
            + " its suffix, as in google.* and images.google.*",
        "search,a,,*,,q;its host '*' is none: write it as it stands in addresses, for example"
            + " shop.example"
      })
  void aDomainOrHostThatNoVisitCanHaveIsRefused(String row, String why) throws IOException {
    assertThatThrownBy(() -> withSites("", row))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 3: " + why);
  }

  private Classifier withSites(String... rows) throws IOException {
    Path sites = folder.resolve("sites.csv");
    StringBuilder text = new StringBuilder("category,name,domains,hosts,also,terms\n");
    for (String row : rows) {
      int missing = row.isEmpty() ? 0 : 5 - (int) row.chars().filter(c -> c == ',').count();
      text.append(row).append(",".repeat(missing)).append('\n');
    }
    Files.writeString(sites, text);
    return new Classifier(Config.of(Map.of("classify.sites_file", sites.toString())));
  }

  private static Classification from(Classifier classifier, String referrer) {
    return classifier.classify(new Signals(null, referrer, null, null, null));
  }

  @Test
  void aClickIdOfOurOwnTakesItsPlaceByPriority() throws IOException {
    Path ids = folder.resolve("ids.csv");
    Files.writeString(ids, "priority,parameter,source,medium,kind\n5,PartnerId,partner,cpa,ad\n");
    Classifier classifier =
        new Classifier(Config.of(Map.of("classify.click_ids_file", ids.toString())));
    Classification visit =
        classifier.classify(
            new Signals("https://a.example/?gclid=g&partnerid=p", null, null, null, null));
    assertThat(visit.clickIdType()).isEqualTo("PartnerId");
    assertThat(visit.source()).isEqualTo("partner");
  }

  @Test
  void aTableWithTooFewCellsIsRefusedWithItsLine() throws IOException {
    Path ids = folder.resolve("ids.csv");
    Files.writeString(ids, "priority,parameter,source,medium,kind\n5,PartnerId\n");
    Config config = Config.of(Map.of("classify.click_ids_file", ids.toString()));
    assertThatThrownBy(() -> new Classifier(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("2 cells instead of 5");
  }
}

package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.event.Campaign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of utm parameters, click id and referrer decides, and what each says. */
class SourceTest {

  @Test
  void utmWinsOverClickIdAndReferrer() {
    Classification visit =
        Signal.visit(
            "https://a.example/?utm_source=Newsletter&utm_medium=EMAIL&gclid=1",
            "https://www.bing.com/");
    assertThat(visit.source()).isEqualTo("newsletter");
    assertThat(visit.medium()).isEqualTo("email");
    assertThat(visit.clickId()).isEqualTo("1");
    assertThat(visit.channel()).isEqualTo("Email");
  }

  @Test
  void aMissingMediumIsFilledFromTheClickId() {
    Classification visit = Signal.page("https://a.example/?utm_source=brand&gclid=1");
    assertThat(visit.source()).isEqualTo("brand");
    assertThat(visit.medium()).isEqualTo("cpc");
  }

  @Test
  void aMissingSourceIsFilledFromTheClickId() {
    Classification visit = Signal.page("https://a.example/?utm_medium=display&msclkid=1");
    assertThat(visit.source()).isEqualTo("bing");
    assertThat(visit.medium()).isEqualTo("display");
  }

  @Test
  void aMissingMediumWithoutClickIdIsNotSetWhateverTheReferrer() {
    Classification visit =
        Signal.visit("https://a.example/?utm_source=brand", "https://www.google.com/");
    assertThat(visit.source()).isEqualTo("brand");
    assertThat(visit.medium()).isEqualTo("(not set)");
    assertThat(visit.channel()).isEqualTo("Unassigned");
  }

  @Test
  void onlyACampaignTakesSourceAndMediumFromTheReferrer() {
    Classification visit =
        Signal.visit("https://a.example/?utm_campaign=Spring_Sale", "https://www.google.com/");
    assertThat(visit.source()).isEqualTo("google");
    assertThat(visit.medium()).isEqualTo("organic");
    assertThat(visit.campaign()).isEqualTo("Spring_Sale");
  }

  @Test
  void onlyACampaignTakesSourceAndMediumFromTheClickIdFirst() {
    Classification visit =
        Signal.visit("https://a.example/?utm_campaign=x&ttclid=t", "https://www.google.com/");
    assertThat(visit.source()).isEqualTo("tiktok");
    assertThat(visit.channel()).isEqualTo("Paid Social");
  }

  @Test
  void nothingIsDirectAndStatesNoSource() {
    Classification visit = Signal.page("https://a.example/");
    assertThat(visit.source()).isEqualTo("(direct)");
    assertThat(visit.medium()).isEqualTo("(none)");
    assertThat(visit.channel()).isEqualTo("Direct");
    assertThat(visit.sourceStated()).isFalse();
    assertThat(visit.clickId()).isNull();
  }

  @Test
  void severalClickIdsAreDecidedByTheRegistrysPriority() {
    Classification visit = Signal.page("https://a.example/?fbclid=f&dclid=d&wbraid=w");
    assertThat(visit.clickIdType()).isEqualTo("wbraid");
    assertThat(visit.clickId()).isEqualTo("w");
    assertThat(visit.source()).isEqualTo("google");
  }

  @Test
  void everyPaidClicksIdCountsBeforeThoseThatOrganicClicksCarryToo() {
    ClickIds registry = new ClickIds(Config.defaults());
    List<Integer> paid = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (String name : registry.names()) {
      ClickIds.Parameter parameter = registry.named(name).orElseThrow();
      switch (parameter.kind()) {
        case AD -> paid.add(parameter.priority());
        case TRACKING -> others.add(parameter.priority());
        case OWN -> assertThat(parameter.priority()).isZero();
      }
    }
    assertThat(Collections.max(paid)).isLessThan(Collections.min(others));

    Classification visit = Signal.page("https://a.example/?fbclid=f&mc_cid=m&msclkid=b");
    assertThat(visit.clickIdType()).isEqualTo("msclkid");
    assertThat(visit.channel()).isEqualTo("Paid Search");
  }

  @ParameterizedTest
  @CsvSource({
    "fbclid, facebook, social, Organic Social",
    "srsltid, google, organic, Organic Search",
    "gclid, google, cpc, Paid Search",
    "gbraid, google, cpc, Paid Search",
    "msclkid, bing, cpc, Paid Search",
    "twclid, twitter, cpc, Paid Social",
    "li_fat_id, linkedin, cpc, Paid Social",
    "mc_cid, mailchimp, email, Email",
    "irclickid, impact, affiliate, Affiliates",
    "dclid, google, display, Display",
    "spclid, spotify, audio, Audio",
  })
  void aClickIdSaysWhoseItIs(String parameter, String source, String medium, String channel) {
    Classification visit = Signal.page("https://a.example/?" + parameter + "=abc");
    assertThat(visit.source()).isEqualTo(source);
    assertThat(visit.medium()).isEqualTo(medium);
    assertThat(visit.channel()).isEqualTo(channel);
    assertThat(visit.clickIdType()).isEqualTo(parameter);
  }

  @ParameterizedTest
  @CsvSource({"gad_source=1", "gad_campaignid=777", "gclsrc=aw.ds", "s_kwcid=AL!1!3!2"})
  void whatAllClicksOnAnAdHaveInCommonSaysTheSourceAndNamesNoClick(String parameter) {
    Classification visit = Signal.page("https://a.example/?" + parameter);
    assertThat(visit.medium()).isEqualTo("cpc");
    assertThat(visit.clickId()).isNull();
    assertThat(visit.clickIdType()).isNull();

    assertThat(Signal.page("https://a.example/?" + parameter + "&wbraid=W1").clickId())
        .isEqualTo("W1");
  }

  @Test
  void theTypeIsWrittenAsInTheRegistryAndTheIdAsSent() {
    Classification visit = Signal.page("https://a.example/?SCCID=aBc&x=1");
    assertThat(visit.clickIdType()).isEqualTo("ScCid");
    assertThat(visit.clickId()).isEqualTo("aBc");
  }

  @Test
  void aClickIdWithoutAValueSaysNothing() {
    assertThat(Signal.page("https://a.example/?gclid=").channel()).isEqualTo("Direct");
  }

  @Test
  void ourOwnClickIdNamesTheClickAndLeavesTheSourceToTheNext() {
    Classification visit = Signal.page("https://a.example/?gclid=g&tcid=t1");
    assertThat(visit.clickIdType()).isEqualTo("tcid");
    assertThat(visit.clickId()).isEqualTo("t1");
    assertThat(visit.source()).isEqualTo("google");
  }

  @Test
  void aClickIdSentAsAFieldCountsLikeOneInTheUrl() {
    Classification visit =
        new Classifier(Config.defaults())
            .classify(new Signals("https://a.example/", null, null, "v", "TTCLID"));
    assertThat(visit.clickIdType()).isEqualTo("ttclid");
    assertThat(visit.source()).isEqualTo("tiktok");
  }

  @Test
  void aFieldThatWasSentWinsOverTheUtmParameter() {
    Campaign given = new Campaign("Crm", null, null, null, "  ", null);
    Classification visit =
        new Classifier(Config.defaults())
            .classify(
                new Signals(
                    "https://a.example/?utm_source=x&utm_medium=email&utm_term=t",
                    null,
                    given,
                    null,
                    null));
    assertThat(visit.source()).isEqualTo("crm");
    assertThat(visit.medium()).isEqualTo("email");
    assertThat(visit.term()).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example.com/cart",
    "https://blog.example.com/",
    "http://www.example.com:8080/",
    "https://www.paypal.com/checkoutnow",
    "https://checkout.stripe.com/pay/x",
    "about:blank",
    "''",
  })
  void ownAndPaymentHostsSayNothing(String referrer) {
    Classification visit = Signal.from(referrer);
    assertThat(visit.source()).isEqualTo("(direct)");
    assertThat(visit.sourceStated()).isFalse();
  }

  @Test
  void ownIsTheRegistrableDomainByThePublicSuffixList() {
    assertThat(Signal.visit("https://a.co.uk/", "https://b.co.uk/").source()).isEqualTo("b.co.uk");
    assertThat(Signal.visit("https://a.github.io/", "https://b.github.io/").source())
        .isEqualTo("b.github.io");
    assertThat(Signal.visit("https://www.a.co.uk/", "https://shop.a.co.uk/").channel())
        .isEqualTo("Direct");
  }

  @Test
  void configuredOwnDomainsCoverTheirSubdomainsAndNothingElse() {
    Classifier classifier =
        new Classifier(Config.of(Map.of("classify.own_domains", "Brand.example, other.example")));
    assertThat(source(classifier, "https://pay.brand.example/")).isEqualTo("(direct)");
    assertThat(source(classifier, "https://other.example/")).isEqualTo("(direct)");
    assertThat(source(classifier, "https://notbrand.example/")).isEqualTo("notbrand.example");
  }

  @ParameterizedTest
  @CsvSource({
    "*.brand.example,      https://pay.brand.example/",
    "*.brand.example,      https://brand.example/",
    ".brand.example,       https://pay.brand.example/",
    "BRAND.Example.,       https://brand.example/",
    "brand.example,        https://brand.example./",
    "münchen.example,      https://shop.xn--mnchen-3ya.example/",
    "münchen.example,      https://shop.münchen.example/",
    "xn--mnchen-3ya.example, https://münchen.example/",
    "STRASSE.example,      https://strasse.example/",
    "straße.example,       https://straße.example/",
    "284882215,            ios-app://284882215/",
    "com.brand.shop_app,   android-app://com.brand.shop_app/",
    "127.0.0.1,            http://127.0.0.1:8080/"
  })
  void aDomainMatchesInWhicheverWayItIsWritten(String domain, String referrer) {
    assertThat(source(new Classifier(with("classify.own_domains", domain)), referrer))
        .isEqualTo("(direct)");
    assertThat(source(new Classifier(with("classify.payment_providers", domain)), referrer))
        .isEqualTo("(direct)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example",
        "a.example/shop",
        "a.example:443",
        "*",
        "*.",
        ".",
        "..a.example",
        "a.example..",
        "a..example",
        "shop.*.example",
        "shop.*",
        "a b.example",
        "xn--a.example",
        "'a.example'",
        "300.1.1.1",
        "a%2Eexample"
      })
  void whatIsNoDomainIsRefusedSinceItWouldNeverMatch(String entry) {
    assertThatThrownBy(() -> with("classify.own_domains", "brand.example," + entry))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The setting classify.own_domains names '"
                + entry
                + "', which is no domain. Write each as it stands in addresses, for example"
                + " shop.example; its subdomains count with it. Mend the file or the --set option,"
                + " or leave the key out.");
  }

  private static Config with(String key, String text) {
    return Config.of(Map.of(key, text));
  }

  @Test
  void aSearchWithinOurOwnSiteIsNoSource() {
    assertThat(Signal.visit("https://www.google.com/maps", "https://www.google.com/").channel())
        .isEqualTo("Direct");
  }

  private static String source(Classifier classifier, String referrer) {
    return classifier
        .classify(new Signals("https://shop.example.com/", referrer, null, null, null))
        .source();
  }
}

package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default channel rules, with the traps that their patterns hold. */
class ChannelTest {

  @ParameterizedTest
  @CsvSource({
    "google, cpc, , Paid Search",
    "google, cpm, , Paid Search",
    "somewhere, cpm, , Display",
    "google, organic, , Organic Search",
    "bing, referral, , Organic Search",
    "facebook, cpc, , Paid Social",
    "m.facebook.com, paid-social, , Paid Social",
    "facebook.com, referral, , Organic Social",
    "news, social-media, , Organic Social",
    "youtube, cpv, , Paid Video",
    "youtube, referral, , Organic Video",
    "site, branded video, , Organic Video",
    "amazon, ppc, , Paid Shopping",
    "amazon, referral, , Organic Shopping",
    "google, cpc, summer shopping, Paid Shopping",
    "google, organic, eshop, Organic Shopping",
    "google, cpc, cross-network, Cross-network",
    "google, cpc, EU Cross-Network 7, Cross-network",
    "partner, banner, , Display",
    "partner, retargeting, , Paid Other",
    "chatgpt, ai-assistant, , AI Assistant",
    "chatgpt, referral, , AI Assistant",
    "openai, (not set), , AI Assistant",
    "chatgpt, cpc, , Paid Other",
    "chatgpt.com, newsletter, , Unassigned",
    "openai.example, referral, , Referral",
    "blog.example, referral, , Referral",
    "shop.app.example, app, , Referral",
    "newsletter, email, , Email",
    "newsletter, E-Mail, , Email",
    "e mail, weekly, , Email",
    "awin, affiliate, , Affiliates",
    "awin, affiliates, , Unassigned",
    "spotify, audio, , Audio",
    "sms, whatever, , SMS",
    "crm, sms, , SMS",
    "crm, webpush, , Mobile Push Notifications",
    "crm, mobile-app, , Mobile Push Notifications",
    "crm, push notification 2, , Mobile Push Notifications",
    "firebase, x, , Mobile Push Notifications",
    "newsletter, weekly, , Unassigned",
    "(direct), (none), , Direct",
    "(direct), (not set), , Direct",
    "(direct), cpc, , Paid Other",
  })
  void sourceMediumAndCampaignDecide(
      String source, String medium, String campaign, String channel) {
    assertThat(Signal.tagged(source, medium, campaign).channel()).isEqualTo(channel);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chatgpt.com",
        "openai",
        "perplexity",
        "perplexity.ai",
        "www.perplexity.ai",
        "claude.ai",
        "gemini.google.com",
        "copilot.com"
      })
  void linksThatAnAssistantTagsItselfAreOfItsChannelWithSourceAndMediumAsSent(String source) {
    String tagged = "https://shop.example/?utm_source=" + source;
    String referrer = "https://chatgpt.com/";
    for (Classification visit :
        List.of(
            Signal.page(tagged),
            Signal.visit(tagged, referrer),
            Signal.page(tagged + "&utm_medium=referral"),
            Signal.visit(tagged + "&utm_medium=referral", referrer))) {
      assertThat(visit.channel()).isEqualTo("AI Assistant");
      assertThat(visit.source()).isEqualTo(source);
      assertThat(visit.medium()).isIn("(not set)", "referral");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpc", "cpm", "cpv", "cpa", "scp", "affiliate_cp", "ppc", "retargeting", "CPC"})
  void paidMediums(String medium) {
    assertThat(Signal.tagged("google", medium, null).channel()).isEqualTo("Paid Search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppc-brand", "retargeting-fb", "unpaid", "social-paid"})
  void mediumsThatOnlyLookPaid(String medium) {
    assertThat(Signal.tagged("google", medium, null).channel()).isEqualTo("Organic Search");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "eshop",
        "e-shop",
        "my_shop_now",
        "shopify",
        "coffeeshop",
        "summer shopping",
        "SHOP"
      })
  void shoppingCampaigns(String campaign) {
    assertThat(Signal.tagged("site", "x", campaign).channel()).isEqualTo("Organic Shopping");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workshop", "barbershop", "bishop", "photoshop", "WORKshop"})
  void campaignsThatOnlyLookLikeShopping(String campaign) {
    assertThat(Signal.tagged("site", "x", campaign).channel()).isEqualTo("Unassigned");
  }

  @Test
  void emailAsSourceWithReferralAsMediumIsReferralInTheShippedOrder() {
    assertThat(Signal.tagged("email", "referral", null).channel()).isEqualTo("Referral");
  }

  @Test
  void theRuleNamesItsVersion() {
    assertThat(Signal.tagged("google", "cpc", null).rule()).isEqualTo("ga4-2026-11/paid_search");
    assertThat(Signal.tagged("a", "b", null).rule()).isEqualTo("ga4-2026-11/unassigned");
  }
}

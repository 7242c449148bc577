package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a referrer alone says. */
class ReferrerTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/, google, organic, Organic Search",
    "https://www.google.co.uk/, google, organic, Organic Search",
    "https://google.de/url?sa=t, google, organic, Organic Search",
    "https://images.google.de/, google, organic, Organic Search",
    "https://images.google.com/, google, organic, Organic Search",
    "https://m.images.google.co.uk/, google, organic, Organic Search",
    "https://cse.google.com.br/cse, google, organic, Organic Search",
    "https://syndicatedsearch.goog/, google, organic, Organic Search",
    "https://a.images.google.de/, a.images.google.de, referral, Referral",
    "https://images.google.evil.example/, images.google.evil.example, referral, Referral",
    "android-app://com.google.android.googlequicksearchbox/, google, organic, Organic Search",
    "https://docs.google.com/document, docs.google.com, referral, Referral",
    "https://www.bing.com/, bing, organic, Organic Search",
    "https://cn.bing.com/, bing, organic, Organic Search",
    "https://de.search.yahoo.com/, yahoo, organic, Organic Search",
    "https://finance.yahoo.com/news, finance.yahoo.com, referral, Referral",
    "https://yandex.com.tr/, yandex, organic, Organic Search",
    "https://duckduckgo.com/, duckduckgo, organic, Organic Search",
    "https://m.facebook.com/, facebook, social, Organic Social",
    "https://l.instagram.com/, instagram, social, Organic Social",
    "https://t.co/abc, twitter, social, Organic Social",
    "https://x.com/, twitter, social, Organic Social",
    "https://out.reddit.com/, reddit, social, Organic Social",
    "https://de.pinterest.com/, pinterest, social, Organic Social",
    "https://www.pinterest.de/, pinterest, social, Organic Social",
    "https://t.umblr.com/redirect?z=x, tumblr, social, Organic Social",
    "https://l.wl.co/l?u=x, whatsapp, social, Organic Social",
    "https://netflix.com/, netflix, video, Organic Video",
    "https://m.youtube.com/, youtube, video, Organic Video",
    "https://youtu.be/x, youtube, video, Organic Video",
    "https://www.amazon.co.jp/, amazon, shopping, Organic Shopping",
    "https://www.ebay.fr/, ebay, shopping, Organic Shopping",
    "https://shopping.google.com/, google shopping, shopping, Organic Shopping",
    "https://chatgpt.com/, chatgpt, ai-assistant, AI Assistant",
    "https://chat.openai.com/, chatgpt, ai-assistant, AI Assistant",
    "https://gemini.google.com/app, gemini, ai-assistant, AI Assistant",
    "https://claude.ai/, claude, ai-assistant, AI Assistant",
    "https://copilot.microsoft.com/, copilot, ai-assistant, AI Assistant",
    "https://m365.cloud.microsoft/chat, copilot, ai-assistant, AI Assistant",
    "https://lmarena.ai/, lmarena, ai-assistant, AI Assistant",
    "https://www.perplexity.ai/, perplexity, ai-assistant, AI Assistant",
    "https://mail.google.com/mail/u/0, gmail, email, Email",
    "android-app://com.google.android.gm/, gmail, email, Email",
    "https://outlook.live.com/, outlook, email, Email",
    "https://mail.yahoo.com/, yahoo mail, email, Email",
    "https://outlook.cloud.microsoft/, outlook, email, Email",
    "https://deref-gmx.net/mail/client/x, gmx, email, Email",
    "https://deref-web.de/mail/client/x, web.de, email, Email",
    "https://www.blog.example.org/post, blog.example.org, referral, Referral",
    "android-app://org.example.app/, org.example.app, referral, Referral",
    "https://notgoogle.com/, notgoogle.com, referral, Referral",
    "https://google.com.evil.example/, google.com.evil.example, referral, Referral",
    "https://google.github.io/, google.github.io, referral, Referral",
    "https://203.0.113.7:8080/, 203.0.113.7, referral, Referral",
    "http://intranet/, intranet, referral, Referral",
    "https://maps.google.com/, maps.google.com, referral, Referral",
  })
  void aKnownSiteGivesItsNameAndAnyOtherItsHost(
      String referrer, String source, String medium, String channel) {
    Classification visit = Signal.from(referrer);
    assertThat(visit.source()).isEqualTo(source);
    assertThat(visit.medium()).isEqualTo(medium);
    assertThat(visit.channel()).isEqualTo(channel);
    assertThat(visit.sourceStated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/search?q=red+shoes&hl=en, red shoes",
    "https://www.bing.com/search?q=Caf%C3%A9, Café",
    "https://search.yahoo.com/search?p=logs, logs",
    "https://yandex.ru/search/?text=%D0%B0, а",
    "https://www.baidu.com/s?wd=x, x",
    "https://www.google.com/#q=in+the+fragment, in the fragment",
    "https://www.bing.com/search?q=100%, 100%",
  })
  void whatWasSearchedForIsKept(String referrer, String term) {
    assertThat(Signal.from(referrer).term()).isEqualTo(term);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/url?q=https://shop.example/&sa=D,",
    "https://www.google.com/url?sa=t&q=HTTP%3A%2F%2Fshop.example,",
    "www.google.com/url?q=https://shop.example/,",
    "https://www.google.com/url?sa=t&q=red+shoes&url=https://shop.example/, red shoes",
    "https://www.google.com/search?q=https://shop.example/, https://shop.example/",
  })
  void whereARedirectLeadsIsNotWhatWasSearchedFor(String referrer, String term) {
    assertThat(Signal.from(referrer).source()).isEqualTo("google");
    assertThat(Signal.from(referrer).term()).isEqualTo(term);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.google.com",
        "//www.google.com/search",
        "HTTPS://WWW.GOOGLE.COM/",
        "https:/www.google.com",
        "https:\\\\www.google.com\\search",
        "https://user:secret@www.google.com:443/",
        "https://www.google.com./",
        "https://www.go\nogle.com/",
        "https://www.google.com/%zz%",
        "  https://www.google.com  ",
        "https://www.%67oogle.com/",
      })
  void aReferrerInAnyStateOfRepairIsReadAsBrowsersReadIt(String referrer) {
    assertThat(Signal.from(referrer).source()).isEqualTo("google");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "about:blank",
        "file:///home/me/page.html",
        "chrome-extension://abcdef/page.html",
        "javascript:alert(1)",
        "data:text/html,www.google.com",
        "/search?q=x",
        "-",
      })
  void whatIsNoPageOrAppSaysNothing(String referrer) {
    assertThat(Signal.from(referrer).sourceStated()).isFalse();
  }

  @Test
  void theHostBehindUserinfoDecides() {
    assertThat(Signal.from("https://www.google.com@evil.example/").source())
        .isEqualTo("evil.example");
  }

  @Test
  void aNameOutsideAsciiIsWrittenAsDnsWritesIt() {
    assertThat(Signal.from("https://bücher.example/").source()).isEqualTo("xn--bcher-kva.example");
  }
}

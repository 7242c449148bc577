package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.event.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "desktop | windows | chrome | Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
        "desktop | windows | edge | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
        "desktop | macos | safari | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
        "desktop | linux | firefox | Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101"
            + " Firefox/115.0",
        "desktop | chromeos | chrome | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
        "phone | ios | safari | Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
        "phone | ios | instagram | Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 302.0.0.23.113",
        "phone | ios | facebook | Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/437.0]",
        "phone | android | chrome | Mozilla/5.0 (Linux; Android 13; CUBOT P60)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36",
        "phone | android | samsung internet | Mozilla/5.0 (Linux; Android 13; SM-S918B)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile"
            + " Safari/537.36",
        "tablet | ipados | safari | Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
        "tablet | android | chrome | Mozilla/5.0 (Linux; Android 12; SM-T870) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36",
        "tv | tizen | samsung internet | Mozilla/5.0 (SMART-TV; LINUX; Tizen 5.5)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2.4 Chrome/69 TV"
            + " Safari/537.36",
        "phone | other | opera | Opera/9.80 (J2ME/MIDP; Opera Mini/4.2.14912/870; U; id)"
            + " Presto/2.4.15",
        "phone | symbian | webkit | Nokia6120c/3.83 SymbianOS/9.2 Series60/3.1 AppleWebKit/413",
        "phone | other | other | QS304 Profile/MIDP-2.0 Configuration/CLDC-1.1",
        "desktop | windows | internet explorer | Mozilla/4.0 (compatible; MSIE 8.0; Windows NT"
            + " 6.1; Trident/4.0)",
        "phone | ios | safari | Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)"
            + " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148"
            + " Safari/605.1.15 (Ecosia ios@11.0.2.2268)",
        "other | playstation | webkit | Mozilla/5.0 (PlayStation 4 11.00) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko)",
      })
  void aPersonsBrowserIsReducedToThreeWords(
      String deviceClass, String os, String browser, String agent) {
    assertThat(UserAgents.robotReason(agent)).isEmpty();
    assertThat(UserAgents.reduce(agent)).isEqualTo(new Device(deviceClass, os, browser));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crawler | Mozilla/5.0 (compatible; Googlebot/2.1;" + " +http://www.google.com/bot.html)",
        "crawler | AdsBot-Google",
        "crawler | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/41.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
        "preview | Mozilla/5.0 (Windows NT 6.1) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1",
        "names a contact address | distilator/0.1 (http://people.example.org/~distilator/)",
        "preview | facebookexternalhit/1.1",
        "preview | WhatsApp/2.23.20.0 A",
        "prefetch | Mozilla/5.0 Chrome Privacy Preserving Prefetch Proxy",
        "library | curl/8.5.0",
        "library | python-requests/2.31.0",
        "library | Go-http-client/1.1",
        "library | Java/1.8.0_151",
        "library | Apache-HttpClient/4.5.13 (Java/11)",
        "mail-security scanner | Mozilla/5.0 (compatible; BarracudaCentral 1.0)",
        "mail-security scanner | Mozilla/5.0 (Windows NT 10.0) Mimecast/1.0",
        "mail proxy | Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via"
            + " GoogleImageProxy)",
        "automated browser | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) HeadlessChrome/119.0.0.0 Safari/537.36",
        "feed reader | Feedly/1.0 (10 subscribers)",
        "no browser named | Uptime-Kuma/1.23.16",
        "no browser named | Mozilla/5.0 (compatible; Optimizer)",
        "no user agent | -",
        "too short for a browser | Mozilla/5.0",
      })
  void aMachineIsARobotWithAReason(String reason, String agent) {
    assertThat(UserAgents.robotReason(agent)).contains(reason);
    assertThat(UserAgents.reduce(agent)).isEqualTo(new Device("robot", null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tv | android | chrome | TV Bro/1.0 Mozilla/5.0 (Linux; Android 9; KM3 Build/PI; wv)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0 Safari/537.36",
        "tv | linux | chrome | Zeasn/2.0 NETTV/4.5.0 Mozilla/5.0 (Linux;CE-HTML/1.0;U;en),"
            + " Chrome/42.0 Safari/537.36 AppleWebKit 537.36 (KHTML, like Gecko) Tbrowser/2.0",
        "desktop | linux | chrome | BrightSign/7.0.60 (XT1143) Mozilla/5.0 (Unknown; Linux arm)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.6.0 Chrome/45.0",
        "tv | other | chromium | smarttv_AFTMM_Build_535062120_Chromium_59.0.2883.91",
        "tv | other | other | Mozilla/5.0 (SmartHub; SMART-TV; U; Maple2012)",
        "tv | other | opera | OPR/22.0 OMI/4.2.12.29, KreaTV/0.0.0.0 (ARRIS, IPC1100, wired)",
        "phone | other | uc browser | UCWEB/2.0 (Java; U; MIDP-2.0; fr-FR; tecnot36) U2/1.0.0"
            + " UCBrowser/9.1.0.291 U2/1.0.0 Mobile UNTRUSTED/1.0",
        "phone | other | other | LG-KU990i/V10c Browser/Obigo-Q05A Java/ASVM/1.0 Profile/MIDP-2.0",
        "phone | android | firefox | QwantMobile/2.0 (Android 6.0; Mobile; rv:61.0) Gecko/61.0"
            + " Firefox/59.0 QwantBrowser/61.0",
        "phone | android | android browser | sprd-Galaxy-S5/1.0 Linux/2.6.35.7 Android/4.4.4"
            + " Release/11.29.2014 Browser/AppleWebKit533.1 (KHTML, like Gecko) Mobile",
        "phone | android | chrome | Kik/15.41.0 (Android 10) Mozilla/5.0 (Linux; Android 10;"
            + " VOG-L29; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile",
        "phone | ios | facebook | FBAN/FBIOS;FBAV/182.0.0.42.80;FBDV/iPhone10,3;FBLC/en_US",
        "phone | android | chrome | Mozilla/5.0 (Linux; Android 5.1; FEVER) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/95.0 Mobile Safari/537.36",
        "other | nintendo | other | Bunjalloo/0.7.6(Nintendo DS;U;en)",
      })
  void aBrowserBehindAnotherNameOrWithoutMozillaIsAPersons(
      String deviceClass, String os, String browser, String agent) {
    assertThat(UserAgents.robotReason(agent)).isEmpty();
    assertThat(UserAgents.reduce(agent)).isEqualTo(new Device(deviceClass, os, browser));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tv | Mozilla/5.0 (Linux; Android 9; BRAVIA 4K UR2) AppleWebKit/537.36 Chrome/99.0 Safari",
        "tv | Mozilla/5.0 (Linux; Android 9; AFTLBT962E2) AppleWebKit/537.36 Silk/118.3 like"
            + " Chrome",
        "tv | Mozilla/5.0 (Linux; Android 11; KM9_TV_BOX) AppleWebKit/537.36 Chrome/99.0 Safari",
        "tv | Mozilla/5.0 (Linux; Android 9; MiTV4I) AppleWebKit/537.36 Chrome/84.0 Mobile Safari",
        "tv | Mozilla/5.0 (Linux; Andr0id 9; SHARP) AppleWebKit/537.36 Chrome/49.0 OMI/4.9",
        "phone | Mozilla/5.0 (Linux; Android 7.0; RIVIERA F23) AppleWebKit/537.36 Chrome Mobile",
        "phone | Mozilla/5.0 (Linux; Android 7.0; myA9 DTV) AppleWebKit/537.36 Chrome/76.0 Mobile",
        "phone | Mozilla/5.0 (Linux; Android 13; 2201117TY) AppleWebKit/537.36 Chrome/112.0 Mobile"
            + " Safari/537.36 XiaoMi/MiuiBrowser/14.4",
        "other | Mozilla/5.0 (PlayStation 5/SmartTV) AppleWebKit/605.1.15 (KHTML, like Gecko)",
        "phone | Opera/9.80 (Android; Opera Mini/7.5.33361/31.1543; U; en) Presto/2.8.119",
        "tablet | Opera/9.80 (Android; Opera Mini/7.5; U; en; Tablet) Presto/2.8.119",
        "phone | DoCoMo/2.0 P903i(c100;TB;W24H12)",
        "phone | KDDI-CA39 UP.Browser/6.2.0.13.1.5 (GUI) MMP/2.0",
        "phone | Mozilla/5.0 (X11; U; Linux armv7l; en-GB; rv:1.9.2) Gecko Maemo Browser N900",
      })
  void theClassOfADeviceIsReadFromWhatItCallsItself(String deviceClass, String agent) {
    assertThat(UserAgents.robotReason(agent)).isEmpty();
    assertThat(UserAgents.reduce(agent).deviceClass()).isEqualTo(deviceClass);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crawler | Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/41.0 Mobile Safari/537.36 (compatible; Google-AMPHTML)",
        "crawler | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/27.0 Safari/537.36 (compatible; Google-HotelAdsVerifier/2.0)",
        "crawler | Mozilla/5.0 (Linux; Android 8.0; Pixel 2; DuplexWeb-Google/1.0)"
            + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/74.0 Mobile Safari/537.36",
        "crawler | Mozilla/5.0 (Linux; Android 4.0.4) AppleWebKit/537.36 (KHTML, like Gecko;"
            + " GoogleAdSenseInfeed) Chrome/102.0 Mobile Safari/537.36",
        "monitor | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; Google"
            + " Search Console) Chrome/41.0 Safari/537.36",
        "crawler | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amzn-User/0.1)"
            + " Chrome/119.0 Safari/537.36",
        "fetcher | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/137.0 Safari/537.36; Devin/1.0; +devin.ai",
        "monitor | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/113.0 Safari/537.36 RuxitSynthetic/1.0",
        "monitor | Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0"
            + " Safari/537.36 CloudflareObservatory/1.0",
        "mail proxy | Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/55.0 Safari/537.36 (via secureurl.fwdcdn.com - mail.ukr.net proxy)",
        "crawler | SomeBot/1.0 Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/99.0",
        "feed reader | Fever/1.38 (Feed Parser)",
        "library | Dalvik/2.1.0 (Linux; U; Android 9; BRAVIA 4K UR1)",
      })
  void aMachineThatLooksLikeABrowserIsKnownByWhatNoBrowserSays(String reason, String agent) {
    assertThat(UserAgents.robotReason(agent)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "curl/8.5.0",
        "axios/1.6.0",
        "node",
        "Ruby",
        "Java/17.0.2",
        "okhttp/4.9",
        "python-requests/2.31.0",
        "MyShop-Server/1.0",
        "ShopwareWebhook/1.0",
        "WordPress/6.5; https://shop.example",
      })
  void aProgramThatSendsForSomebodyElseSaysNothingOfTheVisitor(String agent) {
    assertThat(UserAgents.reduceSender(agent)).isEqualTo(Device.UNKNOWN);
  }

  @Test
  void aBrowserThatSendsIsItsVisitors() {
    assertThat(UserAgents.reduceSender("Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/115.0"))
        .isEqualTo(new Device("desktop", "windows", "firefox"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " HeadlessChrome/119.0.0.0 Safari/537.36",
        "Mozilla/5.0",
      })
  void aMachineThatRunsThePagesScriptIsARobot(String agent) {
    assertThat(UserAgents.reduceSender(agent).robot()).isTrue();
  }

  @Test
  void anUnknownAgentIsNotARobotButABlankOneIs() {
    assertThat(UserAgents.reduce(null)).isEqualTo(Device.UNKNOWN);
    assertThat(UserAgents.reduce(" ").robot()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Nintendo 3DS; U; ; en) Version/1.7412.EU",
        "MQQBrowser/3.6/Adr (Linux; U; 2.3.5; zh-cn; U8660 Build/U8660V100R001;480*800)",
        "MQQBrowser/26 Mozilla/5.0 (Linux; U; Android 2.3.7; zh-cn; MB200 Build/GRJ22)"
            + " AppleWebKit/533.1 (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1",
      })
  void aSmallOrOldBrowserIsAPersons(String agent) {
    assertThat(UserAgents.robotReason(agent)).isEmpty();
  }

  @Test
  void aVeryLongAgentIsReadUpToABound() {
    assertThat(UserAgents.reduce("Mozilla/5.0 (Windows NT 10.0) Gecko " + "x".repeat(10_000_000)))
        .isEqualTo(new Device("desktop", "windows", "gecko"));
  }
}

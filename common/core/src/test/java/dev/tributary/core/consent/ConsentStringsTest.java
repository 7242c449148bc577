package dev.tributary.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.TcfEuV2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentStringsTest {

  private static final Consent UNKNOWN = new Consent(Choice.UNKNOWN, Choice.UNKNOWN);
  private static final Consent DENIED = new Consent(Choice.DENIED, Choice.DENIED);
  private static final Consent GRANTED = new Consent(Choice.GRANTED, Choice.GRANTED);

  /** As a consent platform wrote it: purposes 1 and 8, some vendors, three segments. */
  private static final String MEASURES_CONTENT =
      "CQuOAvBQuOAvBAAAAAENAACAAIEAAAAAAAAAFeQBAABAAFAASArwAAAAAAAA.QAAA.IAAA";

  @ParameterizedTest(name = "purposes {0} by consent, {1} by interest, one treatment {2}")
  @CsvSource({
    "1 7 8, -, false, GRANTED, GRANTED",
    "1 8, -, false, GRANTED, DENIED",
    "1 7, -, false, DENIED, GRANTED",
    "1, 7 8, false, GRANTED, GRANTED",
    "7 8, 1, false, DENIED, DENIED",
    "7 8, -, true, GRANTED, GRANTED",
    "1, -, false, DENIED, DENIED",
    "-, -, false, DENIED, DENIED",
  })
  void tcfStringIsReadByItsPurposes(
      String consents, String interests, boolean oneTreatment, Choice analytics, Choice ads) {
    String tcf = tcf(purposes(consents), purposes(interests), oneTreatment);

    assertThat(ConsentStrings.decided(UNKNOWN, tcf, null)).isEqualTo(new Consent(analytics, ads));
  }

  @ParameterizedTest(name = "{0} {1}={2}")
  @CsvSource({
    "usnat, SaleOptOut, 1, DENIED",
    "usnat, SaleOptOut, 2, GRANTED",
    "usnat, SaleOptOut, 0, UNKNOWN",
    "usnat, SharingOptOut, 1, DENIED",
    "usnat, TargetedAdvertisingOptOut, 1, DENIED",
    "usca, SaleOptOut, 1, DENIED",
    "usva, TargetedAdvertisingOptOut, 2, GRANTED",
    "usut, SaleOptOut, 1, DENIED",
    "usoptional, None, 0, UNKNOWN",
  })
  void stateSectionSaysSomethingOfAdvertisingOnly(
      String section, String field, int value, Choice advertising) {
    GppModel model = new GppModel();
    if (!section.equals("usoptional")) {
      model.setFieldValue(section, field, value);
    }

    assertThat(ConsentStrings.decided(UNKNOWN, null, model.encode()))
        .isEqualTo(new Consent(Choice.UNKNOWN, advertising));
  }

  @Test
  void globalPrivacyControlDeniesAdvertising() {
    GppModel model = new GppModel();
    model.setFieldValue("usco", "SaleOptOut", 2);
    model.setFieldValue("usco", "Gpc", true);

    assertThat(ConsentStrings.decided(UNKNOWN, null, model.encode()))
        .isEqualTo(new Consent(Choice.UNKNOWN, Choice.DENIED));
  }

  @ParameterizedTest
  @CsvSource({"Y, DENIED", "N, GRANTED", "-, UNKNOWN"})
  void privacyStringOfTheUsIsReadByItsOptOut(char optedOut, Choice advertising) {
    GppModel model = new GppModel();
    model.setFieldValue("uspv1", "Notice", 'Y');
    model.setFieldValue("uspv1", "OptOutSale", optedOut);

    assertThat(ConsentStrings.decided(UNKNOWN, null, model.encode()))
        .isEqualTo(new Consent(Choice.UNKNOWN, advertising));
  }

  @Test
  void sectionsOfEuropeAndCanadaAreReadWithinGpp() {
    GppModel model = new GppModel();
    model.setFieldValue("tcfeuv2", "PurposeConsents", purposes("1 8"));
    assertThat(ConsentStrings.decided(UNKNOWN, null, model.encode()))
        .isEqualTo(new Consent(Choice.GRANTED, Choice.DENIED));

    GppModel canada = new GppModel();
    canada.setFieldValue("tcfcav1", "PurposesExpressConsent", purposes("1"));
    canada.setFieldValue("tcfcav1", "PurposesImpliedConsent", purposes("7"));
    assertThat(ConsentStrings.decided(UNKNOWN, null, canada.encode()))
        .isEqualTo(new Consent(Choice.DENIED, Choice.GRANTED));
  }

  @Test
  void theStricterOfWordsAndStringsCounts() {
    assertThat(ConsentStrings.decided(GRANTED, MEASURES_CONTENT, null))
        .isEqualTo(new Consent(Choice.GRANTED, Choice.DENIED));
    assertThat(
            ConsentStrings.decided(
                new Consent(Choice.DENIED, Choice.UNKNOWN), MEASURES_CONTENT, null))
        .isEqualTo(new Consent(Choice.DENIED, Choice.DENIED));
    GppModel optedOut = new GppModel();
    optedOut.setFieldValue("usnat", "SaleOptOut", 1);
    assertThat(
            ConsentStrings.decided(
                GRANTED, tcf(purposes("1 7 8"), purposes("-"), false), optedOut.encode()))
        .isEqualTo(new Consent(Choice.GRANTED, Choice.DENIED));
  }

  @ParameterizedTest
  @CsvSource({
    "C",
    "C~~~",
    "BOEFEAyOEFEAyAHABDENAIgAAAB9vABAASA",
    "DBABMA~",
    "DBABMA~C",
    "DBABMA~DQuX4xgQuX4xgAAAAAENAACAAAAAAAAAAAAAAAAAAAAA",
    "DBAAAAAAAAAAlnARHAAmAAAAAA~CAAA",
    "not a string at all",
  })
  void stringThatCannotBeReadGrantsNothingAndMayDeny(String text) {
    assertThat(ConsentStrings.decided(GRANTED, text, null)).isEqualTo(UNKNOWN);
    assertThat(ConsentStrings.decided(GRANTED, null, text)).isEqualTo(UNKNOWN);
    assertThat(ConsentStrings.decided(UNKNOWN, text, text)).isEqualTo(UNKNOWN);
    assertThat(ConsentStrings.decided(DENIED, text, text)).isEqualTo(DENIED);
  }

  @Test
  void noStringIsNothingThatCannotBeRead() {
    assertThat(ConsentStrings.decided(GRANTED, "", " ")).isEqualTo(GRANTED);
    assertThat(ConsentStrings.decided(GRANTED, null, null)).isEqualTo(GRANTED);
    assertThat(ConsentStrings.decided(GRANTED, null, new GppModel().encode())).isEqualTo(GRANTED);
  }

  /**
   * usmn, usmd, usin, usky, usri, which the decoder lacks, usnat; and versions that nobody knows.
   */
  @ParameterizedTest
  @CsvSource({
    "DBABIYA~BQAA.QA",
    "DBABEYA~BQAA.QA",
    "DBABUYA~BQAA.AAA",
    "DBABCYA~BQAA.AAA",
    "DBABSYA~BQAA.AAA",
    "DBABLA~####",
    "DBABLA~",
    "DBABLA",
    "DBABLA~JAAgAAAAAABA.QA",
    "DBABLA~AAAgAAAAAABA.QA",
    "DBABRg~CAgAABA",
    "DBABTA~9-N-",
  })
  void sectionOfTheUsThatCannotBeReadMayDenyAdvertisingAndNothingElse(String text) {
    assertThat(ConsentStrings.decided(GRANTED, null, text))
        .isEqualTo(new Consent(Choice.GRANTED, Choice.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({"DBABLA~BAAgAAAAAABA.QA", "DBABLA~CAAgAAAAAABA.QA", "DBABRg~BAgAABA", "DBABTA~1-N-"})
  void sectionOfAKnownVersionIsRead(String text) {
    assertThat(ConsentStrings.decided(UNKNOWN, null, text).advertising()).isEqualTo(Choice.GRANTED);
  }

  @Test
  void sectionThatIsMissingHidesNoOther() {
    GppModel model = new GppModel();
    model.setFieldValue("uspv1", "OptOutSale", 'Y');
    model.setFieldValue("usnat", "SaleOptOut", 2);
    String[] parts = model.encode().split("~");

    assertThat(ConsentStrings.decided(GRANTED, null, parts[0] + "~" + parts[1]))
        .isEqualTo(new Consent(Choice.GRANTED, Choice.DENIED));
  }

  @Test
  void stringLongerThanAnyConsentPlatformWritesIsNotRead() {
    String padded = MEASURES_CONTENT + ".A" + "A".repeat(ConsentStrings.LONGEST);

    assertThat(ConsentStrings.decided(GRANTED, padded, null)).isEqualTo(UNKNOWN);
    assertThat(ConsentStrings.decided(UNKNOWN, padded, padded)).isEqualTo(UNKNOWN);
  }

  @Test
  void stringAsLongAsReadingGoesIsRead() {
    String longest = MEASURES_CONTENT + ".A" + "A".repeat(4_096 - MEASURES_CONTENT.length() - 2);

    assertThat(longest).hasSize(ConsentStrings.LONGEST);
    assertThat(ConsentStrings.decided(UNKNOWN, longest, null).analytics())
        .isEqualTo(Choice.GRANTED);
  }

  @Test
  void aDamagedSectionOfAGppStringHidesNoOther() {
    GppModel model = new GppModel();
    model.setFieldValue("usnat", "SaleOptOut", 1);
    model.setFieldValue("usva", "SaleOptOut", 1);
    String[] parts = model.encode().split("~");
    String firstDamaged = parts[0] + "~?~" + parts[2];
    String lastDamaged = parts[0] + "~" + parts[1] + "~?";

    assertThat(ConsentStrings.decided(GRANTED, null, firstDamaged).advertising())
        .isEqualTo(Choice.DENIED);
    assertThat(ConsentStrings.decided(GRANTED, null, lastDamaged).advertising())
        .isEqualTo(Choice.DENIED);
  }

  /** Ranges of all vendors, over and over: once read, lists of 46 million numbers. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void stringOfHugeRangesOfVendorsIsReadInMomentsAndByItsPurposes(boolean cutShort) {
    String ranges = bits(1, 1) + bits(1, 16) + bits(65_535, 16);
    String vendors = bits(65_535, 16) + "1" + bits(cutShort ? 4_000 : 350, 12) + ranges.repeat(350);
    String common = bits(2, 6) + bits(0, 72) + bits(1, 12) + bits(1, 12) + bits(1, 6) + bits(0, 24);
    String purposes = "1000001" + bits(0, 17) + "0000000" + "1" + bits(0, 16);
    String europe =
        digits(
            common
                + bits(2, 6)
                + bits(0, 14)
                + purposes
                + bits(0, 13)
                + vendors
                + vendors
                + bits(0, 12));
    String canada = digits(common + bits(2, 6) + bits(0, 13) + purposes + vendors + vendors);
    Consent read = cutShort ? UNKNOWN : GRANTED;

    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          for (int time = 0; time < 80; time++) {
            assertThat(ConsentStrings.decided(UNKNOWN, europe, null)).isEqualTo(read);
            assertThat(ConsentStrings.decided(UNKNOWN, null, "DBABMA~" + europe)).isEqualTo(read);
            assertThat(ConsentStrings.decided(UNKNOWN, null, "DBABDA~" + canada)).isEqualTo(read);
          }
        });
  }

  @Property(tries = 2_000)
  void hostileStringsNeverGrantWhatWordsDeny(@ForAll("hostile") String text) {
    assertThat(ConsentStrings.decided(DENIED, text, text)).isEqualTo(DENIED);
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> start = Arbitraries.of("C", "DBA", "DBABMA~", "DBACNYA~C", "", "B", "~", ".");
    Arbitrary<String> rest =
        Arbitraries.strings()
            .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~.\u0000é")
            .ofMaxLength(300);
    return Combinators.combine(start, rest).as(String::concat);
  }

  private static String bits(int number, int width) {
    String binary = Integer.toBinaryString(number);
    return "0".repeat(width - binary.length()) + binary;
  }

  private static String digits(String bits) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    String padded = bits + "0".repeat((24 - bits.length() % 24) % 24);
    StringBuilder digits = new StringBuilder();
    for (int at = 0; at < padded.length(); at += 6) {
      digits.append(alphabet.charAt(Integer.parseInt(padded.substring(at, at + 6), 2)));
    }
    return digits.toString();
  }

  private static String tcf(List<Boolean> consents, List<Boolean> interests, boolean oneTreatment) {
    TcfEuV2 section = new TcfEuV2();
    section.setFieldValue("PurposeConsents", consents);
    section.setFieldValue("PurposeLegitimateInterests", interests);
    section.setFieldValue("PurposeOneTreatment", oneTreatment);
    return section.encode();
  }

  private static List<Boolean> purposes(String numbers) {
    List<Boolean> purposes = new ArrayList<>(Collections.nCopies(24, false));
    for (String number : numbers.equals("-") ? new String[0] : numbers.split(" ")) {
      purposes.set(Integer.parseInt(number) - 1, true);
    }
    return purposes;
  }
}

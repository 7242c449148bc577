package dev.tributary.speed.attribution;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.view.AdjustmentNews;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Credit as messages, and whether it is news. */
final class Revisions {

  private Revisions() {}

  static CreditRevision of(
      AttributedConversion credit,
      String journeyKey,
      long generation,
      long number,
      String ruleVersion) {
    return new CreditRevision(
        credit.conversion().key(), journeyKey, generation, number, credit, ruleVersion);
  }

  static CreditMessage message(CreditRevision revision) {
    return new CreditMessage(
        revision.conversionKey() + "|" + revision.journeyKey(), CreditRevisionJson.write(revision));
  }

  static CreditMessage message(AdjustmentNews news) {
    return new CreditMessage("adjustment|" + news.adjustment().key(), CreditNewsJson.write(news));
  }

  /** What a revision says of a conversion, whichever it is of however many. */
  static byte[] content(AttributedConversion credit) {
    return CreditRevisionJson.write(of(credit, "", 0, 0, null));
  }

  /** Two revisions of one conversion with the same content have the same fingerprint. */
  static long fingerprint(byte[] content) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}

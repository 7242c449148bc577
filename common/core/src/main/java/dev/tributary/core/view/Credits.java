package dev.tributary.core.view;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Credit as table rows; what is of neither credit nor revenue has no row. */
public final class Credits {

  /** Generations are 2^32 apart, so that one number orders (generation, number). */
  private static final int GENERATION_BITS = 32;

  private final ZoneId reportingZone;

  /** Days begin and end in {@code reportingZone}. */
  public Credits(ZoneId reportingZone) {
    this.reportingZone = reportingZone;
  }

  /** The rows of a published conversion. */
  public List<CreditRow> published(
      AttributedConversion credit, String personId, String publicationId) {
    return rows(credit, personId, publicationId, null);
  }

  /**
   * The rows of a provisional one; the journey's key stands for the person. Of a robot's order they
   * say zero, since they take back what was said of a copy received later.
   */
  public List<CreditRow> provisional(CreditRevision revision) {
    return rows(revision.credit(), revision.journeyKey(), null, revisionNumber(revision));
  }

  /** Whether what a model gives a touch has a row: there is credit or revenue in it. */
  public static boolean hasRow(ModelCredit model, int touch) {
    return model.micros()[touch] != 0 || model.revenueMinor()[touch] != 0;
  }

  /** The number that orders the revisions of one conversion of one journey. */
  public static long revisionNumber(CreditRevision revision) {
    return (revision.generation() << GENERATION_BITS) + revision.number();
  }

  /** The day that a conversion counts for. */
  public LocalDate dayOf(TimelineEvent conversion) {
    return conversion.occurredAt().atZone(reportingZone).toLocalDate();
  }

  private List<CreditRow> rows(
      AttributedConversion credit, String personId, String publicationId, Long revision) {
    LocalDate day = dayOf(credit.conversion());
    List<CreditRow> rows = new ArrayList<>();
    for (ModelCredit model : credit.credits()) {
      for (int i = 0; i < credit.touches().size(); i++) {
        boolean takesBack = revision != null && credit.conversion().bot();
        if (takesBack || hasRow(model, i)) {
          rows.add(row(credit, model, i, day, personId, publicationId, revision));
        }
      }
    }
    return rows;
  }

  private static CreditRow row(
      AttributedConversion credit,
      ModelCredit model,
      int index,
      LocalDate day,
      String personId,
      String publicationId,
      Long revision) {
    TimelineEvent conversion = credit.conversion();
    Touchpoint touch = credit.touches().get(index);
    return new CreditRow(
        conversion.orderId(),
        personId,
        conversion.occurredAt(),
        conversion.conversionType(),
        day,
        model.model(),
        index + 1,
        credit.touches().size(),
        touch.at(),
        touch.kind(),
        touch.channel(),
        touch.source(),
        touch.medium(),
        touch.campaign(),
        touch.adGroup(),
        touch.clickId(),
        model.micros()[index],
        model.revenueMinor()[index],
        conversion.currency(),
        day,
        null,
        publicationId,
        revision);
  }
}

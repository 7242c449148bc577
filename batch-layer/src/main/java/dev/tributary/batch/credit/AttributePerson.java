package dev.tributary.batch.credit;

import dev.tributary.batch.layout.JourneyPiece;
import dev.tributary.batch.layout.JourneyRow;
import dev.tributary.batch.layout.Sweep;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.LaidTouch;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import scala.jdk.javaapi.CollectionConverters;

/** Sweeps the journeys of a bucket and turns what core says into rows of the run's days. */
final class AttributePerson implements Sweep<PersonOutcome> {

  private static final long serialVersionUID = 1L;
  private static final int TOUCHES_AT_ONCE = 100_000;

  private final Map<String, String> settings;
  private final LocalDate from;
  private final LocalDate to;
  private final String publicationId;
  private final Touches touches;

  /** Made once a task, since core's classes stay out of Spark's serialisation. */
  private transient PersonTimeline timeline;

  private transient ZoneId zone;

  /** What is made of journeys besides credit. */
  enum Touches {
    AS_ROWS,
    /** Somebody else has them already. */
    LEFT_OUT
  }

  AttributePerson(Config config, DayRange days, String publicationId, Touches touches) {
    this.touches = touches;
    settings = config.texts();
    from = days.from();
    to = days.to();
    this.publicationId = publicationId;
  }

  @Override
  public Class<PersonOutcome> row() {
    return PersonOutcome.class;
  }

  @Override
  public long fromMicros() {
    return micros(from);
  }

  @Override
  public long endMicros() {
    return micros(to.plusDays(1));
  }

  @Override
  public boolean needsTouchesAlone() {
    return touches == Touches.AS_ROWS;
  }

  private long micros(LocalDate day) {
    ZoneId reported = Config.of(settings).value(ReportingSettings.TIME_ZONE);
    return Math.multiplyExact(day.atStartOfDay(reported).toEpochSecond(), 1_000_000L);
  }

  @Override
  public Iterator<PersonOutcome> call(Iterator<JourneyPiece> pieces) {
    prepare();
    return CollectionConverters.asJava(
        CollectionConverters.asScala(pieces)
            .flatMap(piece -> CollectionConverters.asScala(portions(piece))));
  }

  private void prepare() {
    if (timeline == null) {
      Config config = Config.of(settings);
      timeline = new PersonTimeline(config);
      zone = config.value(ReportingSettings.TIME_ZONE);
    }
  }

  private Iterator<PersonOutcome> portions(JourneyPiece piece) {
    JourneyRow row = piece.row();
    boolean withTouches = touches == Touches.AS_ROWS && piece.piece() == 0;
    Stream<LaidTouch> laid = withTouches ? row.touches().stream() : Stream.empty();
    int first = piece.bound(piece.piece());
    int end = piece.bound(piece.piece() + 1);
    while (first < end && !within(convertedAt(row, first))) {
      first++;
    }
    while (end > first && !within(convertedAt(row, end - 1))) {
      end--;
    }
    return new OutcomePortions(
        laid.filter(touch -> within(touch.touch().at()))
            .map(touch -> touchpoint(row.personId(), touch))
            .iterator(),
        attributed(row.journey(), first, end)
            .flatMap(
                one ->
                    CreditedConversion.pieces(
                        one, conversion(row.personId(), one), OutcomePortions.ROWS - 1))
            .iterator());
  }

  /** As many at a time as share a bounded number of touches. */
  private Stream<AttributedConversion> attributed(PersonJourney journey, int first, int end) {
    int slice = Math.max(1, TOUCHES_AT_ONCE / Math.max(1, journey.touches().size()));
    return IntStream.iterate(first, from -> from < end, from -> from + slice)
        .mapToObj(from -> timeline.attribute(journey, from, Math.min(end, from + slice)))
        .flatMap(List::stream);
  }

  private static Instant convertedAt(JourneyRow row, int conversion) {
    return row.conversions().get(conversion).occurredAt();
  }

  private boolean within(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return !day.isBefore(from) && !day.isAfter(to);
  }

  private ConversionRow conversion(String person, AttributedConversion attributed) {
    TimelineEvent event = attributed.conversion();
    return new ConversionRow(
        person,
        event.key(),
        event.orderId(),
        event.conversionType(),
        event.occurredAt(),
        event.occurredAt().atZone(zone).toLocalDate(),
        event.valueMinor() == null ? 0 : event.valueMinor(),
        event.currency(),
        event.visitorId(),
        attributed.unattributed(),
        publicationId);
  }

  private TouchpointRow touchpoint(String person, LaidTouch laid) {
    Touchpoint touch = laid.touch();
    return new TouchpointRow(
        person,
        touch.key(),
        touch.at(),
        touch.kind(),
        touch.channel(),
        touch.source(),
        touch.medium(),
        touch.campaign(),
        touch.adGroup(),
        touch.clickId(),
        laid.visitorId(),
        publicationId);
  }
}

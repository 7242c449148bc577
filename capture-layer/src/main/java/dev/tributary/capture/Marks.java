package dev.tributary.capture;

import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.ship.OtherKeys;
import dev.tributary.capture.ship.Shipper;
import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.Config;
import java.util.function.DoubleSupplier;

/** What an operator has to look at while events are taken. */
final class Marks {

  private Marks() {}

  /**
   * All of them.
   *
   * @param age seconds for which the oldest event has waited for Kafka
   */
  static HighWater of(
      Config config,
      DoubleSupplier age,
      LiveLinks links,
      Journal journal,
      Intake intake,
      Shipper shipper,
      OtherKeys otherKeys) {
    long bound = config.value(CaptureSettings.JOURNAL_BYTES);
    long percent = config.value(CaptureSettings.ALERT_PERCENT);
    long seconds = config.value(CaptureSettings.ALERT_SECONDS);
    return new HighWater()
        .watch(
            "journal_bytes",
            "The journal holds "
                + percent
                + " % of its bound (capture.journal_bytes); at the bound events are refused. Bring"
                + " Kafka back, or raise the bound if the disk has room.",
            () -> journal.unreleasedBytes() >= bound / 100.0 * percent)
        .watch(
            "journal_age",
            "The oldest event waits for Kafka for more than "
                + seconds
                + " s (capture.alert_seconds). Look at Kafka and the way to it.",
            () -> age.getAsDouble() >= seconds)
        .watch(
            "shipping",
            "Shipping to Kafka fails by a fault of this process, as when memory is short or a class"
                + " is missing, or since the disk does not give what the journal holds; the log says"
                + " which. It is tried again and the journal holds what comes. Where this stays,"
                + " mend that and restart.",
            () -> shipper.faulty() || shipper.readsNothing() || journal.refusesToGive())
        .watch(
            "accounting",
            "The accounting (accounting.json) can't be written, or the journal not be read for what"
                + " it lacks; the log says why. What Kafka has is not deleted from the journal"
                + " meanwhile, so that its disk fills. Mend the disk or the permissions of the data"
                + " directory.",
            () -> shipper.accountingFails() || intake.countsBehind())
        .watch(
            "cursor",
            "The cursor can't be written; the log says why. A start sends again what Kafka has since."
                + " Mend the disk or the permissions of the data directory.",
            shipper::cursorFails)
        .watch(
            "journal_deletion",
            "Journal segments that Kafka has can't be deleted, or damaged ones not be set aside; the"
                + " log says which and why. Their"
                + " disk fills beside the bound (capture.journal_bytes). Mend their permissions.",
            journal::refusesToDelete)
        .watch(
            "links",
            "The file of links can't be used as it is; the last good one goes on. The log says why:"
                + " mend it, or run 'tributary links restore'.",
            () -> links.fault() != null)
        .watch(
            "pseudonym_key",
            "Events come to Kafka under another pseudonym key than this collector's"
                + " (secrets/pseudonym.key); the log names the collectors. Persons, withdrawals and"
                + " repeated events are not known from one to the other. Stop the collector that came"
                + " later, give it the secrets folder of the first, and start it again.",
            otherKeys::found)
        .watch(
            "missing_records",
            "The disk lost records of the journal, and so events that were acknowledged; the log and"
                + " the accounting say which. Check the disk and what was moved in its folder; this"
                + " stands until a restart.",
            () -> shipper.missing() > 0)
        .watch(
            "disk_room",
            "The disk has no room for the next journal segment, or refuses what the journal writes;"
                + " the log says which. Free or mend it; events are taken as long as there is"
                + " room.",
            journal::shortOfRoom);
  }
}

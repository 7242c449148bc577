package dev.tributary.batch;

import java.util.List;

/**
 * What going back to an earlier publication did.
 *
 * @param days how many days show another publication now
 * @param notes what whoever asked for it has to know, in whole sentences
 */
public record Rollback(int days, List<String> notes) {

  public Rollback {
    notes = List.copyOf(notes);
  }
}

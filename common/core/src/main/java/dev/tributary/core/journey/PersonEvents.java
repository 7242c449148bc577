package dev.tributary.core.journey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events of one person as they come, of which only those are held that the journey follows
 * from: what a device clicked and looked at is let go of once that shows that the device is a
 * machine, so that one of millions of events does not fill the memory. In the order in which they
 * happened few have to be held for that; in another it takes some of all of its days. For one
 * thread.
 *
 * <p>Example: {@code events.add(event)} for each, then {@code events.journey()}, which is what
 * {@link PersonTimeline#journey(java.util.Collection)} makes of all of them.
 */
public final class PersonEvents {

  private final PersonTimeline timeline;
  private final int lookFrom;
  private final List<TimelineEvent> held = new ArrayList<>();
  private final Set<String> machines = new HashSet<>();
  private final Set<String> clickIds = new HashSet<>();
  private boolean mergeable;
  private long nextLook;

  /**
   * None yet.
   *
   * @param lookFrom how many events are held when it is first asked whether machines made them; it
   *     is asked again at twice as many, or at twice those that were left where they are more
   */
  public PersonEvents(PersonTimeline timeline, int lookFrom) {
    this.timeline = timeline;
    this.lookFrom = lookFrom;
    this.nextLook = lookFrom;
  }

  /**
   * Takes the next one in, in any order.
   *
   * @param event one that was not given before: each key comes once
   */
  public void add(TimelineEvent event) {
    if (madeByMachine(event)) {
      forget(event);
    } else {
      held.add(event);
      if (held.size() >= nextLook) {
        letGoOfMachines();
      }
    }
  }

  /** How many events are held now. */
  public int held() {
    return held.size();
  }

  /** The journey of all that were given. */
  public PersonJourney journey() {
    return timeline.journey(held, new Forgotten(machines, clickIds, mergeable));
  }

  private void letGoOfMachines() {
    machines.addAll(timeline.machines(held));
    held.removeIf(
        event -> {
          boolean gone = madeByMachine(event);
          if (gone) {
            forget(event);
          }
          return gone;
        });
    nextLook = 2L * Math.max(lookFrom, held.size());
  }

  private boolean madeByMachine(TimelineEvent event) {
    return !machines.isEmpty() && Kinds.look(event) && machines.contains(Kinds.device(event));
  }

  private void forget(TimelineEvent event) {
    mergeable |= event.userId() != null;
    if (Kinds.carriesClickId(event)) {
      clickIds.add(event.clickId());
    }
  }
}

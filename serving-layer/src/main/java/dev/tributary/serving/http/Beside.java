package dev.tributary.serving.http;

import dev.tributary.core.view.LaneProgress;
import dev.tributary.serving.links.LinkBook;
import java.util.List;
import java.util.function.Supplier;

/**
 * What lies beside a server and belongs to other layers.
 *
 * @param lanes how far the speed layer of this process is; none where it runs elsewhere
 * @param links the registry of links; null where there is none, and then no {@code /v1/links}
 */
public record Beside(Supplier<List<LaneProgress>> lanes, LinkBook links) {

  /** Nothing. */
  static final Beside NOTHING = new Beside(List::of, null);

  /** Links alone. */
  public static Beside links(LinkBook links) {
    return new Beside(List::of, links);
  }
}

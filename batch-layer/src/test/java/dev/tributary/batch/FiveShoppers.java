package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;

/** Anna and Berta buy on 8 November, Carl and Dora do not; Emil bought the day before. */
public final class FiveShoppers {

  private FiveShoppers() {}

  public static void arriveIn(BatchWorld world) {
    world.arrive(
        click("emil", "2026-11-07T07:00:00Z", "newsletter", "email"),
        order("emil", "E-1", 500, "2026-11-07T08:00:00Z"),
        click("anna", "2026-11-07T10:00:00Z", "google", "cpc"),
        click("anna", "2026-11-08T09:00:00Z", "newsletter", "email"),
        order("anna", "A-1", 1_000, "2026-11-08T10:00:00Z"),
        click("berta", "2026-11-08T08:00:00Z", "newsletter", "email"),
        order("berta", "B-1", 2_000, "2026-11-08T12:00:00Z"),
        click("carl", "2026-11-08T11:00:00Z", "google", "cpc"),
        click("dora", "2026-11-08T11:00:00Z", "newsletter", "email"));
  }

  /** Their paths on both days: Anna's, then Berta's and Emil's with Dora's, then Carl's. */
  public static PathTable paths() {
    return new PathTableBuilder()
        .touch("Paid Search")
        .touch("Email")
        .end(1, 0, 0)
        .touch("Email")
        .end(2, 0, 1)
        .touch("Paid Search")
        .end(0, 0, 1)
        .build();
  }
}

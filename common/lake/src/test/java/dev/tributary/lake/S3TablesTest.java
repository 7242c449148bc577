package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.LakeLocation;
import io.delta.tables.DeltaTable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table itself in S3, with the session that every command uses. */
class S3TablesTest {

  private static String bucket;

  @BeforeAll
  static void start() throws Exception {
    S3Server server = S3Server.running();
    bucket = server.newBucket();
    Configuration session = TestLake.session().sparkContext().hadoopConfiguration();
    for (var setting : S3Server.settings(server.endpoint())) {
      if (setting.getKey().startsWith("fs.s3a.")) {
        session.set(setting.getKey(), setting.getValue());
      }
    }
  }

  /** A publisher comes between a provisional writer's look and its commit. */
  @Test
  void tableIsCreatedFencedReadAndDeletedFrom() {
    Lake lake = new Lake(TestLake.session(), new LakeLocation("s3a://" + bucket + "/lake"));
    assertThat(lake.exists(Table.ATTRIBUTION)).isFalse();
    lake.create(Table.ATTRIBUTION);
    FenceWriters writers = new FenceWriters(lake, 2);
    AtomicInteger asked = new AtomicInteger();
    new Fence(lake)
        .commit(
            note -> {
              if (asked.incrementAndGet() == 1) {
                writers.publish(1);
              }
              return writers.provisional(note);
            });
    assertThat(asked).hasValue(2);
    assertThat(writers.days("final")).containsExactly("2026-11-01");
    assertThat(writers.days("provisional")).containsExactly("2026-11-02");
    assertThat(writers.publishedDays()).isEqualTo(1);
    DeltaTable.forPath(lake.spark(), lake.location(Table.ATTRIBUTION))
        .delete("status = 'provisional'");
    assertThat(lake.read(Table.ATTRIBUTION).count()).isOne();
  }
}

package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {

  @Test
  void sameSeedPlansTheSameVisits() {
    assertThat(LaunchPlan.of(3, 200, Rates.USUAL)).isEqualTo(LaunchPlan.of(3, 200, Rates.USUAL));
  }

  @Test
  void whoUsesTwoDevicesLogsInOnBothAndOrdersOnTheSecond() {
    List<LaunchVisit> visits = LaunchPlan.of(3, 10, new Rates(0, 0, 0, 1, 0)).visits();
    assertThat(visits).hasSize(20);
    for (int i = 0; i < 20; i += 2) {
      assertThat(visits.get(i).userId()).isEqualTo(visits.get(i + 1).userId()).isNotNull();
      assertThat(visits.get(i).buys()).isFalse();
      assertThat(visits.get(i + 1).buys()).isTrue();
    }
  }

  @Test
  void machinesFollowLinksAndNeverBuy() {
    assertThat(LaunchPlan.of(3, 50, new Rates(0, 0, 1, 0, 0)).visits())
        .hasSize(50)
        .allMatch(visit -> visit.robot() && visit.linkId() != null && !visit.buys());
  }
}

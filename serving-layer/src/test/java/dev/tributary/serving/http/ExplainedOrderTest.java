package dev.tributary.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.config.Config;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.explain.OrderExplanation;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.lake.MadeLake;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainedOrderTest {

  @TempDir Path lake;

  @Test
  void aRedirectWhoseIdStandsInTheLandingsAddressIsTheTouch() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            MadeShop.event("k-r", "click", "2026-11-09 08:00:00Z", "nobody", 20)
                    .replace("'nobody'", "NULL::VARCHAR")
                    .replace("'granted' AS consent_analytics", "'unknown' AS consent_analytics")
                + ", 'tc1' AS click_id, 'tcid' AS click_id_type, 'news' AS source, 'email' AS"
                + " medium, 'https://shop.example/?tcid=tc1' AS destination_url",
            MadeShop.event("k-l", "page_view", "2026-11-09 08:00:02Z", "v9", 21)
                + ", 'https://shop.example/?tcid=tc1' AS page_url",
            MadeShop.event("c-R", "conversion", "2026-11-09 08:30:00Z", "v9", 22)
                + MadeShop.order("R", 1_000)));

    OrderExplanation order = explain("R");

    assertThat(order.touches())
        .extracting(Touch::key, Touch::position, Touch::channel)
        .containsExactly(tuple("k-r", 1, "Email"), tuple("k-l", null, "Direct"));
    assertThat(order.status()).isEqualTo("provisional");
  }

  @Test
  void anOrderThatAMachineMadeIsNotCountedAndAwaitsNothing() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        MadeShop.event("c-M", "conversion", "2026-11-08 13:00:00Z", "v8", 30)
            + MadeShop.order("M", 1_000)
            + ", 'robot' AS device_class");

    assertThat(explain("M").status()).isEqualTo("not_counted");
    assertThat(explain("LATE").status()).isEqualTo("awaiting_restatement");
  }

  @Test
  void anIdIsLookedForAsItIsWhateverCharactersItHolds() {
    MadeLake shop = MadeShop.in(lake);
    shop.append(
        "raw_events",
        String.join(
            " UNION ALL BY NAME ",
            MadeShop.event("k-odd", "click", "2026-11-09 08:00:00Z", "a\u001fv2,ü", 50)
                + ", 'news' AS source, 'email' AS medium",
            MadeShop.event("k-other", "click", "2026-11-09 08:10:00Z", "a", 51)
                + ", 'google' AS source, 'cpc' AS medium",
            MadeShop.event("c-O", "conversion", "2026-11-09 08:30:00Z", "a\u001fv2,ü", 52)
                + MadeShop.order("O", 1_000)));

    assertThat(explain("O").touches()).extracting(Touch::key).containsExactly("k-odd");
  }

  private OrderExplanation explain(String orderId) {
    return new OrderExplainer(lake, Config.defaults(), key -> Optional.empty())
        .explain(orderId)
        .get(0);
  }
}

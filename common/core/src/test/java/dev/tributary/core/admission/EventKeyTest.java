package dev.tributary.core.admission;

import static dev.tributary.core.admission.Door.DENIED;
import static dev.tributary.core.admission.Door.GRANTED;
import static dev.tributary.core.admission.Door.conversion;
import static dev.tributary.core.admission.Door.event;
import static dev.tributary.core.admission.Door.pageView;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Origin;
import org.junit.jupiter.api.Test;

class EventKeyTest {

  private final Door door = Door.open();

  @Test
  void oneOrderIsOneEventWhateverItWasSentUnder() {
    String key = door.key(conversion("'order_id':'A','value':1"));

    assertThat(door.key(conversion("'order_id':'A','value':2,'event_id':'other'"))).isEqualTo(key);
    assertThat(door.key(event("conversion", DENIED, "'order_id':'A','value':1"))).isEqualTo(key);
    assertThat(door.key(conversion("'order_id':'B','value':1"))).isNotEqualTo(key);
    assertThat(door.key(conversion("'order_id':'A','conversion_type':'lead'"))).isNotEqualTo(key);
  }

  @Test
  void partsOfAKeyCanNotRunIntoEachOther() {
    assertThat(door.key(conversion("'conversion_type':'ab','order_id':'c'")))
        .isNotEqualTo(door.key(conversion("'conversion_type':'a','order_id':'bc'")));
  }

  @Test
  void anEventIdCountsWithinItsType() {
    String key = door.key(pageView("'event_id':'e','page_url':'https://a.example/'"));

    assertThat(door.key(pageView("'event_id':'e'"))).isEqualTo(key);
    assertThat(door.key(event("impression", "'visitor_id':'v'," + GRANTED, "'event_id':'e'")))
        .isNotEqualTo(key);
  }

  @Test
  void aPageViewIsItsVisitorPageAndSecond() {
    String key = door.key(pageView("'page_url':'https://a.example/x?y=1'"));

    assertThat(door.key(pageView("'page_url':'HTTPS://A.example:443/x?y=1#top','term':'t'")))
        .isEqualTo(key);
    assertThat(at("10:00:00.999Z")).isEqualTo(key);
    assertThat(at("10:00:01Z")).isNotEqualTo(key);
    assertThat(door.key(pageView("'page_url':'https://a.example/x?y=2'"))).isNotEqualTo(key);
  }

  @Test
  void theBucketIsConfigurable() {
    Door wide = Door.with(Config.defaults().with("event.key_bucket_seconds", "60"));

    assertThat(wide.key(pageView())).isEqualTo(wide.key(pageView().replace("00:00Z", "00:59Z")));
  }

  @Test
  void anImpressionIsAllItsFieldsAtMilliseconds() {
    String base = "'visitor_id':'v'," + GRANTED;
    String key = door.key(event("impression", base, "'a':1,'b':{'x':1.0,'y':2}"));

    assertThat(door.key(event("impression", base, "'b':{'y':2,'x':1},'a':1"))).isEqualTo(key);
    assertThat(door.key(event("impression", base, "'a':1,'b':{'x':1.0,'y':3}"))).isNotEqualTo(key);
    assertThat(
            door.key(
                event("impression", base, "'a':1,'b':{'x':1,'y':2}")
                    .replace("00:00Z", "00:00.001Z")))
        .isNotEqualTo(key);
  }

  @Test
  void whatConsentMadeAnonymousCanNotBeToldFromItsLike() {
    String anonymous = event("page_view", DENIED, "'page_url':'https://a.example/'");

    assertThat(door.key(anonymous)).isNotEqualTo(door.key(anonymous));
    assertThat(door.key(event("page_view", DENIED, "'event_id':'e'")))
        .isEqualTo(door.key(event("page_view", DENIED, "'event_id':'e'")));
  }

  @Test
  void inAFileItIsToldByItsPlace() {
    String anonymous = event("page_view", DENIED, "'page_url':'https://a.example/'");
    Door fifth = door.at(new Origin(Origin.IMPORT + "0123456789ab", 5));
    String key = fifth.key(anonymous);

    assertThat(fifth.key(anonymous)).isEqualTo(key);
    assertThat(fifth.key(anonymous.replace("a.example", "b.example"))).isNotEqualTo(key);
    assertThat(door.at(new Origin(Origin.IMPORT + "0123456789ab", 6)).key(anonymous))
        .isNotEqualTo(key);
    assertThat(door.at(new Origin(Origin.IMPORT + "ba9876543210", 5)).key(anonymous))
        .isNotEqualTo(key);
  }

  @Test
  void aRefundCountsOnceEvenWithoutIdentifiers() {
    String refund =
        event("adjustment", DENIED, "'adjustment':{'order_id':'A','kind':'refund','value':1}");

    assertThat(door.key(refund)).isEqualTo(door.key(refund));
    assertThat(door.key(refund.replace(":1}", ":1.00}"))).isEqualTo(door.key(refund));
    assertThat(door.key(refund.replace(":1}", ":1.000}"))).isNotEqualTo(door.key(refund));
  }

  private String at(String time) {
    return door.key(pageView("'page_url':'https://a.example/x?y=1'").replace("10:00:00Z", time));
  }
}

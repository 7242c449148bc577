package dev.tributary.core.classify;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Campaign;

/** Short ways to the signals that the tests here classify. */
final class Signal {

  private static final Classifier CLASSIFIER = new Classifier(Config.defaults());

  private Signal() {}

  static Classification page(String url) {
    return visit(url, null);
  }

  static Classification visit(String url, String referrer) {
    return CLASSIFIER.classify(new Signals(url, referrer, Campaign.NONE, null, null));
  }

  static Classification from(String referrer) {
    return visit("https://shop.example.com/", referrer);
  }

  static Classification tagged(String source, String medium, String campaign) {
    return tagged(CLASSIFIER, source, medium, campaign);
  }

  static Classification tagged(
      Classifier classifier, String source, String medium, String campaign) {
    Campaign given = new Campaign(source, medium, campaign, null, null, null);
    return classifier.classify(new Signals(null, null, given, null, null));
  }
}

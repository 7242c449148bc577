/* Tributary's browser snippet. How to use it: docs/capture.md. */
(function (window, document) {
  var script = document.currentScript;
  var url = script.src.replace(/\/t\.js.*$/, '/v1/events');
  var said = script.getAttribute('data-consent') || 'unknown';
  var consent = { analytics: said, advertising: said };
  var held = []; // waits for the visitor's choice; nothing is stored before it
  var unsent = {}; // by event id, until the server has answered
  var KEY = 'tributary_visitor';
  var memory = {};

  function store(name, make) {
    // A browser may forbid storage: the id then lasts as long as the page.
    try {
      var value = localStorage.getItem(name) || make();
      localStorage.setItem(name, value);
      return value;
    } catch (forbidden) {
      return memory[name] || (memory[name] = make());
    }
  }

  function forget() {
    memory = {};
    try {
      localStorage.removeItem(KEY);
    } catch (forbidden) {
      // Nothing was stored then.
    }
  }

  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map
      .call(bytes, function (b) {
        return (b + 256).toString(16).slice(1);
      })
      .join('');
  }

  function event(type, fields) {
    var e = {
      schema_version: 1,
      event_id: random(),
      event_type: type,
      occurred_at: new Date().toISOString(),
      page_url: location.href
    };
    if (document.referrer) e.referrer = document.referrer;
    for (var name in fields) e[name] = fields[name];
    return e;
  }

  function complete(e) {
    e.consent = { analytics: consent.analytics, advertising: consent.advertising };
    if (consent.analytics === 'granted') {
      var click = /[?&]tcid=([\w-]+)/.exec(e.page_url);
      e.visitor_id = e.visitor_id || store(KEY, random);
      if (click && !e.click_id) {
        e.click_id = click[1];
        e.click_id_type = 'tcid';
      }
    }
    return e;
  }

  function send(e, attempt) {
    unsent[e.event_id] = e;
    e.sent_at = new Date().toISOString();
    fetch(url, { method: 'POST', body: JSON.stringify(e), keepalive: true })
      .then(function (answer) {
        if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw answer;
        delete unsent[e.event_id];
      })
      .catch(function () {
        // The same event id goes again: however many arrive, it counts once.
        if (attempt < 6) setTimeout(send, 1000 << attempt, e, attempt + 1);
      });
  }

  function take(e) {
    if (consent.analytics === 'unknown') held.push(e);
    else send(complete(e), 0);
  }

  function leave() {
    var rest = held.map(complete);
    for (var id in unsent) rest.push(unsent[id]);
    held = [];
    if (!rest.length) return;
    var body = JSON.stringify(rest);
    if (navigator.sendBeacon && navigator.sendBeacon(url, body)) return;
    // There is no beacon here, or its queue is full.
    fetch(url, { method: 'POST', body: body, keepalive: true }).catch(function () {});
  }

  function choose(choices) {
    var withdrawn = consent.analytics === 'granted' && choices.analytics === 'denied';
    var change = withdrawn && complete(event('consent', { erase: !!choices.erase }));
    consent = {
      analytics: choices.analytics || consent.analytics,
      advertising: choices.advertising || consent.advertising
    };
    if (change) {
      change.consent = consent;
      send(change, 0);
    }
    if (consent.analytics === 'denied') forget();
    var waiting = held;
    held = [];
    waiting.forEach(take);
  }

  function tributary(what, fields) {
    if (what === 'consent') choose(fields);
    else take(event(what, fields || {}));
  }

  function start() {
    var early = (window.tributary && window.tributary.q) || [];
    window.tributary = tributary;
    window.addEventListener('pagehide', leave);
    if (script.getAttribute('data-page-view') !== 'off') tributary('page_view');
    for (var i = 0; i < early.length; i++) tributary.apply(null, early[i]);
  }

  // A page that is rendered ahead may never be looked at.
  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
})(window, document);

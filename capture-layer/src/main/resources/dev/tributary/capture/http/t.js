/* Tributary's browser snippet. How to use it: docs/capture.md. */
(function (window, document) {
  var script = document.currentScript;
  var url = script.src.replace(/\/t\.js.*$/, '/v1/events');
  var consent = { analytics: 'unknown', advertising: 'unknown' };
  var erase = false;
  var started = false;
  // Waits for the visitor's choice; nothing is stored before it.
  var held = [];
  // By event id, until the server has answered.
  var unsent = {};
  var VISITOR = 'tributary_visitor';
  // Hashes of the landing pages that were sent with the visitor.
  var LANDINGS = 'tributary_landings';
  // Click ids end in id, but for Pinterest's.
  var CAMPAIGN = /\b(utm_\w+|\w+id|epik)=/i;
  var memory = {};
  // Under which this page told something last.
  var spoken;

  // A browser may forbid storage: what is kept then lasts as long as the page.
  function kept(name) {
    try {
      return localStorage.getItem(name) || memory[name];
    } catch (forbidden) {
      return memory[name];
    }
  }

  function keep(name, value) {
    delete memory[name];
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (forbidden) {
      memory[name] = value;
    }
    return value;
  }

  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map
      .call(bytes, function (b) {
        return (b + 256).toString(16).slice(1);
      })
      .join('');
  }

  // To the 2,048 characters that the contract takes; browsers write addresses in ASCII.
  function cut(address) {
    if (address.length <= 2048) return address;
    var parts = address.split(/[?&#]/);
    var query = parts.slice(1).reduce(function (all, part) {
      var fits = CAMPAIGN.test(part) && all.length + part.length < 1700;
      return fits ? all + (all ? '&' : '?') + part : all;
    }, '');
    return parts[0].slice(0, 2048 - query.length) + query;
  }

  function event(type, fields) {
    var e = {
      schema_version: 1,
      event_id: random(),
      event_type: type,
      occurred_at: new Date().toISOString(),
      page_url: cut(location.href)
    };
    if (document.referrer) e.referrer = cut(document.referrer);
    for (var name in fields) e[name] = fields[name];
    return e;
  }

  function complete(e) {
    e.consent = { analytics: consent.analytics, advertising: consent.advertising };
    if (consent.analytics === 'granted') {
      var click = /[?&]tcid=([\w-]{1,512})(?![\w-])/.exec(e.page_url);
      spoken = kept(VISITOR) || keep(VISITOR, random());
      e.visitor_id = e.visitor_id || spoken;
      if (click && !e.click_id) {
        e.click_id = click[1];
        e.click_id_type = 'tcid';
      }
    }
    return e;
  }

  function text(events) {
    // The server corrects clocks by it, so it is the time of this very sending.
    [].concat(events).forEach(function (e) {
      e.sent_at = new Date().toISOString();
    });
    return JSON.stringify(events);
  }

  function send(e, attempt) {
    unsent[e.event_id] = e;
    fetch(url, { method: 'POST', body: text(e), keepalive: true })
      .then(function (answer) {
        if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw answer;
        delete unsent[e.event_id];
      })
      .catch(function () {
        // The same event id goes again: however many arrive, it counts once.
        if (attempt < 6) setTimeout(send, 1000 << attempt, e, attempt + 1);
      });
  }

  function leave() {
    var rest = held.map(complete);
    for (var id in unsent) rest.push(unsent[id]);
    held = [];
    if (!rest.length) return;
    var body = text(rest);
    if (navigator.sendBeacon && navigator.sendBeacon(url, body)) return;
    // There is no beacon here, or its queue is full.
    fetch(url, { method: 'POST', body: body, keepalive: true }).catch(function () {});
  }

  // Whether it is of a campaign and was not sent with the visitor yet; from now on it was.
  function isNewLanding(address) {
    if (!CAMPAIGN.test(address)) return false;
    var hash = address
      .split('#')[0]
      .split('')
      .reduce(function (sum, c) {
        return (sum * 31 + c.charCodeAt(0)) | 0;
      }, 0)
      .toString();
    var sent = (kept(LANDINGS) || '').split(',');
    if (sent.indexOf(hash) >= 0) return false;
    keep(LANDINGS, sent.concat(hash).slice(-30).join());
    return true;
  }

  function tell(e) {
    if (consent.analytics === 'granted' && e.event_type === 'page_view') {
      // Who consents here came by way of a page that could not say who it was.
      var from = cut(document.referrer);
      if (from.indexOf(location.origin + '/') === 0 && isNewLanding(from)) {
        var until = new Date(Date.now() - performance.now()).toISOString();
        var landing = { page_url: from, referrer: undefined, occurred_at: until };
        send(complete(event('page_view', landing)), 0);
      }
      isNewLanding(cut(location.href));
    }
    send(complete(e), 0);
  }

  function withdraw() {
    var visitor = kept(VISITOR);
    keep(VISITOR);
    keep(LANDINGS);
    if (visitor) send(complete(event('consent', { visitor_id: visitor, erase: !!erase })), 0);
    erase = false;
  }

  function settle() {
    if (!started || consent.analytics === 'unknown') return;
    if (consent.analytics === 'denied') withdraw();
    held.splice(0).forEach(tell);
  }

  function choose(choices) {
    for (var of in consent) {
      if (/^(granted|denied)$/.test(choices[of])) consent[of] = choices[of];
    }
    if (choices.analytics) {
      erase = choices.erase;
      spoken = '';
    }
    settle();
  }

  function tributary(what, fields) {
    if (what === 'consent') choose(fields || {});
    else {
      // Withdrawn on another page meanwhile: what was said here holds no longer.
      if (spoken && !kept(VISITOR)) consent = { analytics: 'unknown', advertising: 'unknown' };
      held.push(event(what, fields));
      settle();
    }
  }

  function view() {
    if (script.getAttribute('data-page-view') !== 'off') tributary('page_view');
  }

  function start() {
    var early = (window.tributary && window.tributary.q) || [];
    var said = script.getAttribute('data-consent');
    window.tributary = tributary;
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', function (shown) {
      // The page is back as it was left.
      if (shown.persisted) view();
    });
    choose({ analytics: said, advertising: said });
    view();
    for (var i = 0; i < early.length; i++) tributary.apply(null, early[i]);
    started = true;
    settle();
  }

  // A page that is rendered ahead may never be looked at.
  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
})(window, document);

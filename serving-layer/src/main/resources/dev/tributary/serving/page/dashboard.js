// Asks the API and shows what it says. Nothing is computed here but sums of what is shown.

import { draw } from "./chart.js";
import { explain } from "./explain.js";
import { age, digitsOf, money, moment, orders, share, words } from "./format.js";

const REFRESH_MS = 2000;
const by = (id) => document.getElementById(id);

async function ask(path) {
  const response = await fetch(path);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `${path} was answered with ${response.status}.`);
  return answer;
}

function problem(text) {
  by("problem").hidden = !text;
  by("problem").textContent = text ?? "";
}

function measure() {
  return document.querySelector("input[name=measure]:checked").value;
}

/** One row a channel out of the API's one row a channel, status and currency. */
function channels(rows) {
  const all = new Map();
  for (const row of rows) {
    const one = all.get(row.channel) ?? {
      channel: row.channel, final: 0, provisional: 0, low: 0, high: 0, finalMinor: 0, provisionalMinor: 0,
    };
    if (row.status === "provisional") {
      one.provisional += row.credit_micros;
      one.provisionalMinor += row.revenue_minor;
      one.low += row.low_micros;
      one.high += row.high_micros;
    } else {
      one.final += row.credit_micros;
      one.finalMinor += row.revenue_minor;
    }
    all.set(row.channel, one);
  }
  return [...all.values()];
}

function currencies(totals) {
  const found = [...new Set(totals.map((total) => total.currency))].sort();
  const select = by("currency");
  const chosen = found.includes(select.value) ? select.value : found[0];
  select.replaceChildren(...found.map((code) => new Option(code, code, false, code === chosen)));
  by("currency-choice").hidden = found.length < 2;
  return chosen ?? "EUR";
}

function totals(rows, currency) {
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  const settled = sum("final");
  const moving = sum("provisional");
  const settledMinor = sum("finalMinor");
  const movingMinor = sum("provisionalMinor");
  const digits = digitsOf([settled, moving]);
  by("total-final").textContent = orders(settled, digits);
  by("total-provisional").textContent = orders(moving, digits);
  by("total-both").textContent = orders(settled + moving, digits);
  const what = by("currency-choice").hidden ? "orders" : `orders in ${currency}`;
  by("revenue-final").textContent = `${what} · ${money(settledMinor, currency)}`;
  by("revenue-provisional").textContent = `${what} · ${money(movingMinor, currency)}`;
  by("revenue-both").textContent = `${what} · ${money(settledMinor + movingMinor, currency)}`;
}

function figures(answer) {
  const currency = currencies(answer.totals);
  const rows = channels(answer.rows.filter((row) => row.currency === currency));
  const revenue = measure() === "revenue";
  const shown = (row) =>
    revenue ? [row.finalMinor, row.provisionalMinor] : [row.final, row.provisional];
  const digits = digitsOf(rows.flatMap((row) => [row.final, row.provisional]));
  const text = (value) => (revenue ? money(value, currency) : orders(value, digits));
  rows.sort((a, b) => shown(b)[0] + shown(b)[1] - shown(a)[0] - shown(a)[1]);
  const whole = rows.reduce((total, row) => total + shown(row)[0] + shown(row)[1], 0);

  totals(rows, currency);
  by("empty").hidden = rows.length > 0;
  by("figures-section").hidden = rows.length === 0;
  draw(
    by("chart"),
    rows.map((row) => {
      const [settled, moving] = shown(row);
      // The range is one of credit; revenue has none.
      const range = revenue ? { low: 0, high: 0 } : { low: row.low, high: row.high };
      return { channel: row.channel, final: settled, provisional: moving, ...range, text: text(settled + moving) };
    }),
    `Bars of ${measure()} by channel; the table beside it has the numbers.`,
  );
  by("caption").textContent =
    `${words(answer.model)}, ${answer.from} to ${answer.to}, ${revenue ? currency : "orders"}`;
  const lines = rows.map((row) => {
    const [settled, moving] = shown(row);
    const line = document.createElement("tr");
    line.dataset.channel = row.channel;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = row.channel;
    line.append(head);
    for (const [name, value] of [
      ["final", text(settled)],
      ["provisional", text(moving)],
      ["both", text(settled + moving)],
      ["share", share(settled + moving, whole)],
    ]) {
      const cell = line.insertCell();
      cell.className = `number ${name}`;
      cell.textContent = value;
    }
    return line;
  });
  by("figures").tBodies[0].replaceChildren(...lines);
}

const PHASES = {
  off: "not connected",
  catching_up: "catching up",
  live: "live",
  down: "down: last known figures",
};

function freshness(answer) {
  by("newest-event").textContent = age(answer.newest_event_age_seconds);
  by("newest-event").title = moment(answer.newest_event_at);
  by("final-up-to").textContent = answer.final_up_to ?? "nothing published yet";
  by("live").textContent = PHASES[answer.live];
  by("live").dataset.phase = answer.live;
  by("zone").textContent = answer.time_zone;
  by("as-of").textContent = `As of ${moment(answer.now)}`;
  return answer.problem;
}

/** What the totals of these days lack stands beside them; counts of the whole log stand apart. */
function quality(answer) {
  const shown = answer.awaiting_restatement
    .filter(({ day }) => by("from").value <= day && day <= by("to").value);
  const total = (member) => shown.reduce((sum, day) => sum + day[member], 0);
  const [awaiting, changed] = [total("orders"), total("changed")];
  by("awaiting").textContent = [
    awaiting > 0 ? `${awaiting} more came too late and await a restatement.` : "",
    changed > 0 ? `${changed} changed since they were published and await one.` : "",
  ].join(" ").trim() || "Nothing awaits a restatement.";
  by("quality").textContent =
    `Since the beginning: ${answer.unattributed} orders without a touch, ${answer.bots} events of machines (no credit), ${answer.rejected} events rejected`;
}

async function refresh() {
  const query = new URLSearchParams({
    from: by("from").value, to: by("to").value, model: by("model").value, by: "channel",
  });
  try {
    const [news, answer, counts] = await Promise.all([
      ask("/v1/freshness"), ask(`/v1/attribution?${query}`), ask("/v1/quality"),
    ]);
    figures(answer);
    quality(counts);
    problem(freshness(news));
  } catch (failure) {
    problem(`The figures shown are the last known ones. ${failure.message}`);
  }
}

async function begin() {
  const { models } = await ask("/v1/models");
  by("model").replaceChildren(...models.map((name) => new Option(words(name), name)));
  by("model").value = "last_non_direct";
  const now = await ask("/v1/freshness");
  // Days of the reporting time zone, which need not be the reader's.
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: now.time_zone });
  by("to").value = day.format(new Date(now.now));
  by("from").value = day.format(new Date(new Date(now.now).getTime() - 13 * 86400000));
  by("choices").addEventListener("change", refresh);
  by("choices").addEventListener("submit", (event) => event.preventDefault());
  by("explain-form").addEventListener("submit", (event) => {
    event.preventDefault();
    explain(by("order-id").value.trim(), by("model").value, by("explanation")).catch((failure) =>
      problem(`The order can't be explained: ${failure.message}`),
    );
  });
  await refresh();
  document.body.dataset.ready = "true";
  setInterval(() => {
    if (by("auto").checked && !document.hidden) refresh();
  }, REFRESH_MS);
}

begin().catch((failure) => problem(`The page can't be filled. ${failure.message}`));

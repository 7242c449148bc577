// The box that explains one order. All data is put in as text, never as markup.

import { money, moment, orders, words } from "./format.js";

function made(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined && text !== null) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function table(heads, rows) {
  const table = made("table");
  const head = table.createTHead().insertRow();
  for (const text of heads) {
    const cell = made("th", text);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    if (row.className) line.className = row.className;
    row.cells.forEach((text) => (line.insertCell().textContent = text ?? ""));
  }
  const scroll = made("div", null, "scroll");
  scroll.append(table);
  return scroll;
}

const STATUS = {
  final: "final",
  provisional: "provisional, may still move",
  awaiting_restatement: "arrived after its day was published; counts once the day is restated",
  not_counted: "not counted: a machine made it",
};

/** In orders; nothing where the model did not credit the order. */
function credit(micros) {
  return micros === undefined || micros === null ? "–" : orders(micros, 2);
}

function one(explanation, model) {
  const box = made("article");
  box.append(
    made(
      "h3",
      `${explanation.order_id}: ${money(explanation.value_minor, explanation.currency)}, ` +
        `${moment(explanation.converted_at)}, ${STATUS[explanation.status]}`,
    ),
  );
  const adjusted = explanation.adjustments.map((one) => `${one.sentence} Counts on ${one.posted_day}, ${one.status}.`);
  const clocks = [explanation.provenance.conversion, ...explanation.touches.map((touch) => touch.origin)]
    .map((origin) => origin.clock)
    .filter(Boolean);
  for (const sentence of [...explanation.notes, ...clocks, ...adjusted, ...explanation.why]) box.append(made("p", sentence));
  const shares = explanation.shares.filter((share) => share.model === model);
  const earned = (touch) => shares.find((share) => share.touch_key === touch.key)?.micros;
  const touches = new Set(explanation.touches.map((touch) => touch.key));
  const others = shares.filter((share) => !touches.has(share.touch_key));
  box.append(
    table(
      ["Touch", "Channel", "Source / medium", "Campaign", words(model), "Why"],
      [...explanation.touches.map((touch) => ({
        className: touch.position === null ? "excluded" : "",
        cells: [
          `${moment(touch.at)} ${touch.kind}`,
          touch.channel,
          `${touch.source} / ${touch.medium}`,
          touch.campaign,
          touch.position === null ? "excluded" : credit(earned(touch)),
          touch.sentence,
        ],
      })), ...others.map((share) => ({
        className: share.touch_key === null ? "excluded" : "",
        cells: [
          moment(share.touch_at),
          share.channel,
          "",
          "",
          credit(share.micros),
          share.touch_key === null
            ? "Counted before and does not by what is stored now."
            : "Direct stands in, since no touch was eligible.",
        ],
      }))],
    ),
  );
  const from = explanation.provenance;
  box.append(
    made(
      "p",
      [
        from.publication_id ? `Publication ${from.publication_id}` : "Not published yet",
        from.raw_version === null ? null : `raw log version ${from.raw_version}`,
        `collector ${from.conversion.collector_id}, event ${from.conversion.sequence}`,
        explanation.person_id ? `person ${explanation.person_id}` : null,
      ]
        .filter(Boolean)
        .join(" · "),
      "quiet",
    ),
  );
  return box;
}

/** Asks for an order and shows the answer, or what is wrong with the question. */
export async function explain(orderId, model, into) {
  const response = await fetch(`/v1/conversions/${encodeURIComponent(orderId)}/explain`);
  const answer = await response.json();
  into.replaceChildren(
    ...(response.ok
      ? answer.explanations.map((explanation) => one(explanation, model))
      : [made("p", answer.detail)]),
  );
}

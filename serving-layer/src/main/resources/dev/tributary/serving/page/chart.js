// Horizontal bars: final solid, provisional striped behind it, and the range it may move in.

const SVG = "http://www.w3.org/2000/svg";
const NARROWEST = 320;
const ROW = 40;
const LABELS = 132;
const VALUES = 84;

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function stripes() {
  const defs = element("defs", {});
  const pattern = element("pattern", {
    id: "stripes",
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  pattern.append(
    element("line", { class: "stripe", x1: 1.5, y1: 0, x2: 1.5, y2: 7, "stroke-width": 3 }),
  );
  defs.append(pattern);
  return defs;
}

function shortened(name) {
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}

/** Draws rows of {channel, final, provisional, low, high, text}, all in one measure. */
export function draw(into, rows, describe) {
  // Drawn as wide as its place, so that the words are as large as the page's on every screen.
  const width = Math.max(NARROWEST, into.clientWidth);
  const svg = element("svg", {
    viewBox: `0 0 ${width} ${rows.length * ROW + 4}`,
    role: "img",
    "aria-label": describe,
  });
  const most = Math.max(1, ...rows.map((row) => Math.max(row.final + row.provisional, row.final + row.high)));
  const scale = (width - LABELS - VALUES) / most;
  svg.append(stripes());
  rows.forEach((row, index) => {
    const top = index * ROW + 6;
    const middle = top + 13;
    const start = LABELS + row.final * scale;
    const label = element("text", { x: LABELS - 10, y: middle + 5, "text-anchor": "end" }, shortened(row.channel));
    label.append(element("title", {}, row.channel));
    svg.append(label);
    if (row.final > 0) {
      svg.append(element("rect", { class: "final", x: LABELS, y: top, width: row.final * scale, height: 26, rx: 2 }));
    }
    if (row.provisional > 0) {
      svg.append(
        element("rect", {
          class: "provisional",
          x: start,
          y: top + 0.75,
          width: row.provisional * scale,
          height: 24.5,
          fill: "url(#stripes)",
        }),
      );
    }
    let end = start + row.provisional * scale;
    if (row.high > row.low) {
      const low = start + row.low * scale;
      const high = start + row.high * scale;
      for (const [x1, y1, x2, y2] of [
        [low, middle, high, middle],
        [low, middle - 5, low, middle + 5],
        [high, middle - 5, high, middle + 5],
      ]) {
        svg.append(element("line", { class: "whisker", x1, y1, x2, y2 }));
      }
      end = Math.max(end, high);
    }
    svg.append(element("text", { class: "value", x: end + 8, y: middle + 5 }, row.text));
  });
  into.replaceChildren(svg);
}

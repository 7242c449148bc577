// Numbers and times as people read them; the API's whole numbers stay exact until the last step.

/** How many decimals a set of credits needs, so that all of it is shown alike. */
export function digitsOf(micros) {
  return micros.every((one) => one % 1e6 === 0) ? 0 : 2;
}

export function orders(micros, digits) {
  return (micros / 1e6).toLocaleString(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function money(minor, currency) {
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(minor / 10 ** digits);
}

export function share(part, whole) {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

export function age(seconds) {
  if (seconds === null) return "none yet";
  if (seconds < 2) return "just now";
  if (seconds < 120) return `${Math.round(seconds)} s ago`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

export function moment(text) {
  return text === null ? "–" : text.replace("T", " ").replace(/(\.\d+)?Z$/, "");
}

export function words(name) {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
}

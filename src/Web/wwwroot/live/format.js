// Shows times and numbers as the reader's language and clock have them. What the server wrote stays in the attribute, and in the title.
const language = document.documentElement.lang;
const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const count = new Intl.NumberFormat(language);
const usd = new Intl.NumberFormat(language, { style: "currency", currency: "USD", minimumFractionDigits: 2, maximumFractionDigits: 6 });
const cents = new Intl.NumberFormat(language, { style: "currency", currency: "USD" });
const units = ["hour", "minute", "second"].map(unit => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "narrow" }));

function duration(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const first = parts.findIndex(part => part > 0);
  return first < 0 ? units[2].format(0) : parts.slice(first).map((part, at) => units[first + at].format(part)).join(" ");
}

function age(at) {
  const seconds = (at - Date.now()) / 1000;
  const [unit, size] = [["day", 86_400], ["hour", 3600], ["minute", 60]].find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return Math.abs(seconds) > 30 * 86_400 ? day.format(at) : ago.format(Math.round(seconds / size), unit);
}

const shows = {
  moment: element => moment.format(new Date(element.dateTime)),
  day: element => day.format(new Date(element.dateTime)),
  age: element => age(new Date(element.dateTime)),
  elapsed: element => duration(Math.max(0, (Date.now() - new Date(element.dateTime)) / 1000)),
  seconds: element => duration(Number(element.value)),
  count: element => count.format(element.value),
  usd: element => usd.format(element.value),
  cents: element => element.value > 0 && element.value < 0.01 ? `< ${cents.format(0.01)}` : cents.format(element.value),
};

function show(element) {
  const text = Object.hasOwn(shows, element.dataset.show) ? shows[element.dataset.show](element) : null;
  if (text !== null && element.textContent !== text) {
    element.textContent = text;
  }
}

/** @param within an element, or the document. */
export function format(within) {
  for (const element of within.querySelectorAll("time[data-show], data[data-show]")) {
    if (element.dateTime && !element.title) {
      element.title = moment.format(new Date(element.dateTime));
    }

    if (element.dataset.show === "cents" && !element.title) {
      element.title = usd.format(element.value);
    }

    show(element);
  }
}

format(document);
setInterval(() => document.querySelectorAll("[data-show=elapsed]").forEach(show), 1000);
setInterval(() => document.querySelectorAll("[data-show=age]").forEach(show), 30_000);

// The screen for a new idea: counts as the service counts, asks for an estimate when typing rests, and keeps a draft in this tab.
const form = document.getElementById("idea-form");
const idea = form.elements.idea;
const count = document.getElementById("idea-count");
const rule = count.textContent;
const range = document.getElementById("estimate-range");
const advice = document.getElementById("estimate-advice");
const fields = ["idea", "constraints", "budget", "language"];
const draft = "aidev-draft";
const rest = 1200; // milliseconds

function length() {
  return [...idea.value.trim()].length;
}

function showCount() {
  const { shortest, longest, one, some } = count.dataset;
  const letters = length();
  count.textContent = letters === 0 ? rule : (letters === 1 ? one : some).replace("{0}", letters);
  count.classList.toggle("over", letters > Number(longest) || (letters > 0 && letters < Number(shortest)));
  return letters >= Number(shortest) && letters <= Number(longest);
}

let timer = 0;
let asked = "";
let call;

async function estimate() {
  const text = idea.value.trim();
  if (text === asked) {
    return;
  }

  asked = text;
  call?.abort();
  call = new AbortController();
  try {
    const answer = await fetch(form.dataset.estimate, { method: "POST", body: new URLSearchParams({ idea: idea.value }), signal: call.signal });
    if (answer.ok) {
      const said = await answer.json();
      range.textContent = said.range;
      advice.textContent = said.advice;
    }
  } catch {
    asked = ""; // typed on, or away: the next rest asks again
  }
}

function changed() {
  sessionStorage.setItem(draft, JSON.stringify(Object.fromEntries(fields.map(name => [name, form.elements[name].value]))));
  clearTimeout(timer);
  if (showCount()) {
    timer = setTimeout(estimate, rest);
  }
}

const kept = JSON.parse(sessionStorage.getItem(draft) ?? "null");
if (kept && fields.every(name => form.elements[name].value === "")) {
  for (const name of fields) {
    form.elements[name].value = kept[name] ?? "";
  }
}

form.addEventListener("input", changed);
form.addEventListener("submit", event => {
  if (event.submitter?.value === "start") {
    sessionStorage.removeItem(draft);
  }
});
if (showCount()) {
  timer = setTimeout(estimate, 0);
}

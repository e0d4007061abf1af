// Lists are walked with j and k, an entry is opened with Enter, "?" shows the keys. Entries are the children of [data-list].
const root = document.documentElement.dataset.root ?? "";

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest("dialog[open]") !== null);
}

function entries() {
  return [...document.querySelectorAll("[data-list] > *")].filter(entry => entry.querySelector("a[href]"));
}

function move(step) {
  const all = entries();
  if (all.length === 0) {
    return;
  }

  const at = all.findIndex(entry => entry.contains(document.activeElement) || entry.classList.contains("at"));
  const next = all[Math.min(Math.max(at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step, 0), all.length - 1)];
  for (const entry of all) {
    entry.classList.toggle("at", entry === next);
  }

  next.querySelector("a[href]").focus();
  next.scrollIntoView({ block: "nearest" });
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  n: () => [...document.links].find(link => link.getAttribute("href") === `${root}/new`)?.click(),
  "/": () => document.querySelector("input[type=search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) {
    return;
  }

  const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
  if (act) {
    event.preventDefault();
    act();
  }
});

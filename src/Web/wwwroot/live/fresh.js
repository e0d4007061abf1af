// Brings the parts of a screen marked data-fresh as the server makes them now. The browser parses the page as it parses every page, and no script
// writes HTML.
import { format } from "./format.js";

const soonMs = 60; // several events of one transition make one new page
const againMs = 2000;

/**
 * @param screen isSame(page): whether the page is this screen still; onOther(page) where it is not; onTitle(title) when the title is another one;
 * onRenewed() when the parts are new
 * @returns a function that brings the parts in a moment
 */
export function renewing(screen) {
  let timer = 0;
  let isLoading = false;
  let isOutdated = false;

  function soon(ms = soonMs) {
    clearTimeout(timer);
    timer = setTimeout(renew, ms);
  }

  async function renew() {
    if (isLoading) {
      isOutdated = true;
      return;
    }

    isLoading = true;
    try {
      const page = await load();
      if (screen.isSame(page)) {
        show(page, screen);
      } else {
        screen.onOther?.(page);
      }
    } catch {
      soon(againMs);
    }

    isLoading = false;
    if (isOutdated) {
      isOutdated = false;
      soon();
    }
  }

  return () => soon();
}

function load() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.timeout = 15_000;
    request.onload = () => request.status < 500 && request.responseXML ? resolve(request.responseXML) : reject(new Error(`status ${request.status}`));
    request.onerror = request.ontimeout = () => reject(new Error("no answer"));
    request.send();
  });
}

function show(page, screen) {
  if (document.title !== page.title) {
    document.title = page.title;
    screen.onTitle?.(page.title);
  }

  document.querySelector("link[rel=icon]").href = page.querySelector("link[rel=icon]").getAttribute("href");
  const focused = document.activeElement?.id;
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !isTypedIn(part, fresh)) {
      replace(part, document.adoptNode(fresh));
    }
  }

  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }

  screen.onRenewed?.();
}

function replace(part, fresh) {
  const open = [...part.querySelectorAll("details[open]")].map(details => details.id);
  part.replaceWith(fresh);
  for (const details of open.map(id => document.getElementById(id)).filter(Boolean)) {
    details.open = true;
  }

  format(fresh);
  fresh.querySelectorAll(".only-with-script").forEach(hidden => hidden.hidden = false);
}

/** Whether somebody types into a form that is still about the same. */
function isTypedIn(part, fresh) {
  const field = document.activeElement;
  return part.dataset.state === fresh.dataset.state && part.contains(field) && field.matches("input, textarea, select");
}

// On every screen: what works without it stays as it is.
import "./keys.js";
import "./live/format.js";

for (const part of document.querySelectorAll(".only-with-script")) {
  part.hidden = false;
}

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens)?.showModal());
}

// A form is sent once: what a second click would do has been asked for already.
document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") {
    return;
  }

  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = "yes";
});

// Coming back by the browser's own button, the page is as it was left: its forms may be sent again.
addEventListener("pageshow", event => {
  if (event.persisted) {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
    }
  }
});

// The screen of a run: brings what is written as it is written, and the rest of the screen anew when something is stored.
import { follow } from "./feed.js";
import { renewing } from "./fresh.js";

const run = document.getElementById("run");
const words = JSON.parse(run.dataset.words);
const project = run.dataset.project;
const at = id => document.getElementById(id);
const connection = at("connection");

/* The text as it is written */

const text = at("writing-text");
const followButton = at("follow");
let piece = ""; // step and call that the text belongs to
let end = 0; // characters of it that were shown
let follows = true;
let scrolledByUs = false;

function stick() {
  if (follows) {
    scrolledByUs = true;
    text.scrollTop = text.scrollHeight;
  }
}

function setFollows(value) {
  follows = value;
  followButton.setAttribute("aria-pressed", String(value));
  stick();
}

followButton.addEventListener("click", () => setFollows(!follows));
text.addEventListener("scroll", () => {
  if (scrolledByUs) {
    scrolledByUs = false;
    return;
  }

  const isAtEnd = text.scrollHeight - text.scrollTop - text.clientHeight < 8;
  if (isAtEnd !== follows) {
    setFollows(isAtEnd);
  }
});

/** Begins another call's text. */
function begin(step, call) {
  piece = `${step}.${call}`;
  end = 0;
  text.textContent = "";
  at("writing-share").hidden = true;
  at("writing-step").textContent = `${words[step] ?? step} · ${words.call.replace("{0}", call)}`;
  markStep();
  if (call > 1) {
    renewSoon(); // the call before has been paid for
  }
}

function showPiece({ step, call, percent, offset, text: more }) {
  if (`${step}.${call}` !== piece || offset === 0) {
    begin(step, call);
  }

  if (offset < end) {
    return; // shown already: another tab asked for it once more
  }

  const written = text.firstChild ?? text.appendChild(new Text()); // one node for all: the text grows, and is not put together anew each time
  written.appendData(offset > end ? `\n${words.dropped}\n${more}` : more);
  end = offset + more.length;
  at("writing-wait").hidden = true;
  const share = at("writing-share");
  share.hidden = false;
  share.value = percent;
  stick();
}

function showWait({ step, call, reason, seconds }) {
  if (`${step}.${call}` !== piece) {
    begin(step, call);
  }

  const wait = at("writing-wait");
  wait.textContent = (words[reason] ?? reason).replace("{0}", seconds ?? "?");
  wait.hidden = false;
}

/** Shows on the time line which step of its phase is being worked on. */
function markStep() {
  for (const part of document.querySelectorAll(".step")) {
    part.classList.toggle("now", isRunning() && piece.startsWith(`${part.dataset.step}.`));
  }
}

function showWriting(isShown) {
  at("writing").hidden = !isShown;
  if (!isShown) {
    at("writing-wait").hidden = true;
  }
}

/* What is stored */

const renewSoon = renewing({
  isSame: page => page.getElementById("run")?.dataset.project === project,
  onOther: page => showState(page.getElementById("login") ? "signed-out" : "not-followed"),
  onTitle: title => at("said").textContent = title,
  onRenewed() {
    showWriting(isRunning());
    markStep();
  },
});

function isRunning() {
  return at("run-now").dataset.state.startsWith("Processing.");
}

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copies]");
  if (button) {
    await navigator.clipboard.writeText(at(button.dataset.copies).textContent);
    button.textContent = words.copied;
  }
});

/* The connection */

function showState(state) {
  const sentence = { away: connection.dataset.away, "signed-out": connection.dataset.signedOut, "not-followed": connection.dataset.notFollowed }[state];
  connection.hidden = !sentence;
  at("connection-text").textContent = sentence ?? "";
  at("connection-login").hidden = state !== "signed-out";
}

let wasAway = false;

follow(run.dataset.feed, new Map([[project, Number(run.dataset.seq)]]), {
  text: true,
  onMessage(_, { event, problem }) {
    if (problem) {
      showState("not-followed");
    } else if (event.type === "phase_progress") {
      event.state === "waiting" ? showWait(event) : showPiece(event);
    } else if (event.seq !== undefined) {
      renewSoon();
    }
  },
  onState(state) {
    showState(state);
    if (state === "live" && wasAway) {
      renewSoon(); // commands may have been answered meanwhile, and costs told
    }

    wasAway = state === "away";
  },
});

text.textContent = text.dataset.empty;
showWriting(isRunning());

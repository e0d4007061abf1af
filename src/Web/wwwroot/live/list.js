// A list of projects that follows those that run: [data-follows] holds the address of the feed, each running entry is a [data-project] with its
// data-status and, where it is known, data-seq. What is marked data-fresh comes anew when something happens to one of them.
import { follow } from "./feed.js";
import { renewing } from "./fresh.js";

const feed = document.querySelector("[data-follows]")?.dataset.follows;
const known = cursorsOf();
let following = null;

const renewSoon = renewing({
  isSame: page => page.querySelector("[data-follows]") !== null,
  onRenewed: followAll,
});

function entries() {
  return [...document.querySelectorAll("[data-follows] [data-project]")];
}

function cursorsOf() {
  return new Map(entries().map(({ dataset }) => [dataset.project, dataset.seq ? Number(dataset.seq) : null]));
}

/** Follows what runs now: a list that came anew may have further projects. */
function followAll() {
  if (following) {
    following.add(cursorsOf());
  } else if (feed && entries().length > 0) {
    following = follow(feed, known, { text: false, onMessage: hear, onState() {} });
  }
}

function hear(project, { event, problem }) {
  const shown = entries().find(entry => entry.dataset.project === project)?.dataset.status;
  const isOther = problem !== undefined || (event.type === "connected" && event.current_status !== shown); // deleted, or moved on since
  if (event?.seq !== undefined || (shown && isOther)) {
    renewSoon();
  }
}

followAll();

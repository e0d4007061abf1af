// A list of projects that follows those that run: [data-follows] holds the address of the feed, each running entry is a [data-project] with its
// data-status and, where it is known, data-seq. What is marked data-fresh comes anew when something happens to one of them.
import { follow } from "./feed.js";
import { renewing } from "./fresh.js";

const list = document.querySelector("[data-follows]");
const running = [...document.querySelectorAll("[data-project]")];
const renewSoon = renewing({ isSame: page => page.querySelector("[data-follows]") !== null });

if (list && running.length > 0) {
  follow(list.dataset.follows, new Map(running.map(({ dataset }) => [dataset.project, dataset.seq ? Number(dataset.seq) : null])), {
    text: false,
    onMessage(project, { event }) {
      const shown = document.querySelector(`[data-project="${CSS.escape(project)}"]`)?.dataset.status;
      if (event?.seq !== undefined || (event?.type === "connected" && shown && event.current_status !== shown)) {
        renewSoon();
      }
    },
    onState() {},
  });
}

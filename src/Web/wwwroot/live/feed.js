// The events of projects, for all tabs of a browser over one stream: it has six connections to a host over HTTP/1.1. One tab holds the stream, and
// whoever closes it hands it on. Without locks, as over plain HTTP from elsewhere, each tab that can be seen has a stream of its own.
import { Stream } from "./stream.js";

const mostProjects = 50; // of one request
const gatherMs = 150; // for the other tabs to say what they want

/**
 * @param feed address of the joint feed
 * @param cursors Map of project id to the last event that the page shows; null: from what comes next on
 * @param options text: whether to bring the text that is written; onMessage(projectId, { event } or { problem }); onState(state)
 * @returns add(cursors) follows further projects
 */
export function follow(feed, cursors, options) {
  const follower = "locks" in navigator && "BroadcastChannel" in globalThis ? new Tab(feed, cursors, options) : new Loner(feed, cursors, options);
  addEventListener("pagehide", () => follower.stop());
  addEventListener("pageshow", event => event.persisted && follower.start());
  follower.start();
  return {
    add(more) {
      for (const [project, seq] of more) {
        cursors.set(project, cursors.get(project) ?? seq);
      }

      follower.follow();
    },
  };
}

/** What one page has been told: each event once, in order. */
class Reader {
  constructor(cursors, options) {
    this.cursors = cursors;
    this.options = options;
  }

  /** @returns false where events before this one are missing. */
  take({ project_id: project, event, problem }) {
    if (!this.cursors.has(project)) {
      return true;
    }

    const known = this.cursors.get(project) ?? (event?.type === "connected" ? event.last_seq : event?.seq - 1);
    if (event?.type === "connected") {
      this.cursors.set(project, known);
    } else if (event?.seq !== undefined) {
      if (event.seq !== known + 1) {
        return event.seq <= known;
      }

      this.cursors.set(project, event.seq);
    }

    if (event?.type !== "phase_progress" || this.options.text) {
      this.options.onMessage(project, { event, problem });
    }

    return true;
  }
}

class Loner {
  #reader;
  #stream;
  #changed = () => this.follow();

  constructor(feed, cursors, options) {
    this.#reader = new Reader(cursors, options);
    this.#stream = new Stream(feed, ({ message, state }) => message ? this.#reader.take(message) : options.onState(state));
  }

  start() {
    document.addEventListener("visibilitychange", this.#changed);
    this.follow();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.#changed);
    this.#stream.close();
  }

  follow() {
    if (document.visibilityState === "hidden") {
      this.#stream.close();
    } else if (!this.#stream.covers(this.#reader.cursors, this.#reader.options.text)) {
      this.#stream.open(this.#reader.cursors, this.#reader.options.text);
    }
  }
}

class Tab {
  #id = `${performance.timeOrigin}.${Math.random()}`;
  #feed;
  #reader;
  #stream;
  #channel = null;
  #leaving = null;
  #wants = null; // of all tabs, where this one holds the stream
  #state = "away";
  #gathering = 0;

  constructor(feed, cursors, options) {
    this.#feed = feed;
    this.#reader = new Reader(cursors, options);
    this.#stream = new Stream(feed, told => this.#spread(told));
  }

  start() {
    this.#leaving = new AbortController();
    this.#channel = new BroadcastChannel(`aidev-feed ${this.#feed}`);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data));
    this.#hold(`aidev-tab ${this.#id}`, () => {}); // shows the others that this tab is there
    this.#hold(`aidev-feed ${this.#feed}`, () => this.#lead());
    this.follow();
  }

  stop() {
    this.#channel.postMessage({ gone: this.#id });
    this.#leaving.abort();
    this.#channel.close();
    this.#stream.close();
    this.#wants = null;
    clearTimeout(this.#gathering);
  }

  #hold(name, held) {
    const { signal } = this.#leaving;
    navigator.locks.request(name, { signal }, () => {
      held();
      return new Promise(release => signal.addEventListener("abort", release, { once: true }));
    }).catch(() => {}); // it was called off before its turn came
  }

  #lead() {
    this.#wants = new Map([[this.#id, this.#want()]]);
    this.#channel.postMessage({ ask: true });
    this.#gather();
  }

  #want() {
    return { tab: this.#id, text: this.#reader.options.text === true, cursors: [...this.#reader.cursors] };
  }

  /** Asks for what this tab wants. */
  follow() {
    if (this.#wants) {
      this.#wants.set(this.#id, this.#want());
      this.#gather();
    } else {
      this.#channel.postMessage({ want: this.#want() });
    }
  }

  #hear(data) {
    if (data.told) {
      this.#deliver(data.told);
    } else if (data.ask) {
      this.follow();
    } else if (this.#wants && data.want) {
      this.#wants.set(data.want.tab, data.want);
      this.#channel.postMessage({ told: { state: this.#state } });
      this.#gather();
    } else if (this.#wants && data.gone) {
      this.#wants.delete(data.gone);
      this.#gather();
    }
  }

  #gather() {
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => this.#reopen(), gatherMs);
  }

  /** Opens the stream for what all tabs want, from the one that knows least of each project. */
  async #reopen() {
    const { held } = await navigator.locks.query();
    if (!this.#wants) {
      return;
    }

    const names = new Set(held.map(lock => lock.name));
    for (const tab of [...this.#wants.keys()].filter(tab => tab !== this.#id && !names.has(`aidev-tab ${tab}`))) {
      this.#wants.delete(tab); // it ended without a word
    }

    this.#wants.set(this.#id, this.#want());
    const wants = [...this.#wants.values()].sort((one, other) => other.text - one.text);
    const cursors = new Map();
    for (const [project, seq] of wants.flatMap(want => want.cursors)) {
      if (cursors.has(project) || cursors.size < mostProjects) {
        const least = Math.min(seq ?? Infinity, cursors.get(project) ?? Infinity);
        cursors.set(project, least === Infinity ? null : least);
      }
    }

    const text = wants.some(want => want.text);
    if (cursors.size > 0 && !this.#stream.covers(cursors, text)) {
      this.#stream.open(cursors, text);
    }
  }

  #spread(told) {
    this.#state = told.state ?? this.#state;
    this.#channel?.postMessage({ told });
    this.#deliver(told);
  }

  #deliver({ message, state }) {
    if (state) {
      this.#reader.options.onState(state);
    } else if (!this.#reader.take(message)) {
      this.follow(); // from where this tab is
    }
  }
}

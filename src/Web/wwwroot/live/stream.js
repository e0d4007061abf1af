// One connection that carries the events of several projects. It comes back by itself, each time with the cursors it has reached.
const quietMs = 40_000; // the gateway sends something every 15 s
const firstPauseMs = 500;
const longestPauseMs = 15_000;

export class Stream {
  #feed;
  #tell;
  #owner = null;
  #cursors = new Map();
  #over = new Set();
  #text = false;
  #pauseMs = firstPauseMs;

  /** @param tell gets { message } for each message, and { state }: live, away, over or signed-out. */
  constructor(feed, tell) {
    this.#feed = feed;
    this.#tell = tell;
  }

  /** Whether what is wanted comes already. */
  covers(cursors, text) {
    return this.#owner !== null && (this.#text || !text)
      && [...cursors].every(([project, seq]) => this.#cursors.has(project) && (seq === null || (this.#cursors.get(project) ?? Infinity) <= seq));
  }

  open(cursors, text) {
    this.close();
    this.#cursors = new Map(cursors);
    this.#over = new Set();
    this.#text = text;
    this.#owner = new AbortController();
    this.#run(this.#owner);
  }

  close() {
    this.#owner?.abort();
    this.#owner = null;
  }

  async #run(owner) {
    while (!owner.signal.aborted) {
      const pauseMs = await this.#follow(owner);
      if (owner.signal.aborted) {
        return;
      }

      if (pauseMs === null) {
        this.#owner = null;
        return;
      }

      this.#tell({ state: "away" });
      await pause(pauseMs, owner.signal);
    }
  }

  /** @returns how long to wait before the next try; null where there is nothing to come back for. */
  async #follow(owner) {
    const quiet = new AbortController();
    let alarm = setTimeout(() => quiet.abort(), quietMs);
    try {
      const at = [...this.#cursors].map(([project, seq]) => seq === null ? project : `${project}:${seq}`).join(",");
      const response = await fetch(`${this.#feed}?at=${at}&progress=${this.#text}`, {
        headers: { Accept: "text/event-stream" },
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.any([owner.signal, quiet.signal]),
      });
      if (response.status === 204) {
        return this.#end("over");
      }

      if (response.status === 401 || response.status === 403) {
        return this.#end("signed-out");
      }

      if (!response.ok) {
        return Number(response.headers.get("Retry-After")) * 1000 || this.#nextPause();
      }

      this.#tell({ state: "live" });
      const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let part = await lines.read(); !part.done; part = await lines.read()) {
        clearTimeout(alarm);
        alarm = setTimeout(() => quiet.abort(), quietMs);
        const blocks = (rest + part.value).split("\n\n");
        rest = blocks.pop();
        for (const data of blocks.map(dataOf).filter(Boolean)) {
          if (owner.signal.aborted) {
            return null;
          }

          this.#take(JSON.parse(data));
        }
      }
    } catch {
      // the gateway is gone, or it has been silent for too long
    } finally {
      clearTimeout(alarm);
      quiet.abort();
    }

    return this.#cursors.size > 0 && this.#over.size === this.#cursors.size ? this.#end("over") : this.#nextPause();
  }

  #take(message) {
    const { project_id: project, event, problem } = message;
    this.#pauseMs = firstPauseMs;
    if (event?.type === "connected") {
      this.#cursors.set(project, this.#cursors.get(project) ?? event.last_seq);
    } else if (event?.seq !== undefined) {
      if (event.seq <= this.#cursors.get(project)) {
        return;
      }

      this.#cursors.set(project, event.seq);
    }

    if (problem || bringsNoMore(event, this.#cursors.get(project))) {
      this.#over.add(project);
    }

    this.#tell({ message });
  }

  #end(state) {
    this.#tell({ state });
    return null;
  }

  #nextPause() {
    const next = this.#pauseMs * (0.75 + Math.random() / 2); // tabs and pages that lost the same gateway come back one after the other
    this.#pauseMs = Math.min(this.#pauseMs * 1.7, longestPauseMs);
    return next;
  }
}

function bringsNoMore(event, cursor) {
  return event.type === "workflow_completed" || event.type === "workflow_cancelled"
    || (event.type === "connected" && /^(COMPLETED|CANCELLED)$/.test(event.current_status) && event.last_seq === cursor);
}

/** @returns the data of a block of server-sent events; empty for a comment. */
function dataOf(block) {
  return block.split("\n").filter(line => line.startsWith("data: ")).map(line => line.slice("data: ".length)).join("\n");
}

function pause(ms, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

// Follows a project's progress with a package of npm, as its users would. Prints "<seq> <payload>" for every stored event,
// "text" for a phase_progress and "closed" when the server has ended it for good; exits with 0 after the run has ended.
// Usage: node feeds.mjs <ws|eventsource|signalr|signalr-msgpack> <address> [project id]
//   ws, eventsource: the address of the project, with a token; signalr: the address of the hub, with access_token
// Who is refused is told why on standard error: what may pass is tried again, the rest ends with 1.
import { EventSource } from "eventsource";
import WebSocket from "ws";
import { explainClose, explainSilence, explainStatus, isFinal, mayPass, onRefusal, secondsToWait } from "./refusals.mjs";

const [kind, address, projectId] = process.argv.slice(2);
const ends = ["workflow_completed", "workflow_failed", "workflow_cancelled"];
process.exitCode = 1;

const show = (payload) => {
  const event = JSON.parse(payload);
  if (event.type === "phase_progress") {
    console.log("text");
  } else if (event.seq !== undefined) {
    console.log(event.seq, payload);
  }

  return ends.includes(event.type);
};

const finish = () => {
  process.exitCode = 0;
};

/** Says why, and tries again after the time that the server asks for where that may help. */
const refused = (again, status, body, retryAfter) => {
  console.error(explainStatus(status, body));
  if (mayPass(status)) {
    setTimeout(again, 1000 * secondsToWait(retryAfter));
  }
};

if (kind === "ws") {
  let after = 0;
  const connect = () => {
    const socket = new WebSocket(`${address}&after=${after}`);
    let over = false;
    socket.on("message", (data) => {
      const payload = data.toString();
      after = JSON.parse(payload).seq ?? after;
      if (show(payload)) {
        over = true;
        socket.close();
      }
    });
    onRefusal(socket, (status, body, retryAfter) => refused(connect, status, body, retryAfter));
    socket.on("error", (error) => console.error(error.message || error.code));
    socket.on("close", (code, reason) => {
      if (over) {
        finish();
        return;
      }

      console.error(explainClose(code, reason.toString()));
      if (!isFinal(code)) {
        setTimeout(connect, 100); // resumes where it was
      }
    });
  };
  connect();
} else if (kind === "eventsource") {
  let after = 0;
  const connect = () => {
    let refusal;
    const source = new EventSource(`${address}&after=${after}`, { // comes back by itself, with Last-Event-ID
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        refusal = answer.ok ? undefined : [answer.status, await answer.clone().text(), answer.headers.get("retry-after")];
        return answer;
      },
    });
    for (const type of ["phase_started", "phase_completed", "phase_failed", "phase_progress", ...ends]) {
      source.addEventListener(type, (message) => {
        after = JSON.parse(message.data).seq ?? after;
        if (show(message.data)) {
          finish();
        }
      });
    }

    source.addEventListener("error", (event) => {
      if (source.readyState !== EventSource.CLOSED) {
        console.error(explainSilence(address, event.message)); // it comes back by itself
        return;
      }

      if (refusal) {
        refused(connect, ...refusal); // an answer that it knows, but no stream: it would not come back
      } else {
        console.log("closed"); // 204: there is no more to come
      }
    });
  };
  connect();
} else {
  const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
  const { MessagePackHubProtocol } = await import("@microsoft/signalr-protocol-msgpack");
  const url = new URL(address);
  const token = url.searchParams.get("access_token");
  url.searchParams.delete("access_token");
  const builder = new HubConnectionBuilder()
    .withUrl(url.href, { accessTokenFactory: () => token })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.None); // what is worth telling is told here
  if (kind === "signalr-msgpack") {
    builder.withHubProtocol(new MessagePackHubProtocol());
  }

  const connection = builder.build();
  let after = 0;
  connection.on("event", (project, seq, payload) => {
    after = seq ?? after;
    if (show(payload)) {
      finish();
      connection.stop();
    }
  });
  const subscribe = () =>
    connection.invoke("Subscribe", projectId, after).then(
      (connected) => console.log("connected", JSON.parse(connected).last_seq),
      (error) => {
        console.error(error.message); // the hub's words say what to do
        if (error.message.includes("in a moment")) {
          setTimeout(subscribe, 2000);
        } else if (error.message.includes("HubException")) {
          over = true; // the project or the cursor is wrong: trying again does not help
          connection.stop();
        } // else lost again: onreconnected tries again
      },
    );
  connection.on("closed", (project, lastSeq, reason) => {
    console.error(`The server follows the project no longer: ${reason}`);
    setTimeout(subscribe, 2000);
  });
  let over = false;
  connection.onreconnected(subscribe);
  connection.onclose(() => over || process.exitCode === 0 || setTimeout(start, 100)); // closed for good: begin again
  const start = () =>
    connection.start().then(subscribe, (error) => {
      const status = Number(/status code '(\d+)'/i.exec(error.message)?.[1]);
      if (status) {
        refused(start, status); // the package keeps the rest of the answer to itself
        return;
      }

      console.error(explainSilence(address, error.message));
      setTimeout(start, 1000); // automatic reconnecting begins with the first connection
    });
  start();
}

// Follows a project's progress with a package of npm, as its users would. Prints "<seq> <payload>" for every stored event,
// "text" for a phase_progress and "closed" when the server has ended it for good; exits with 0 after the run has ended.
// Usage: node feeds.mjs <ws|eventsource|signalr|signalr-msgpack> <address> [project id]
//   ws, eventsource: the address of the project, with a token; signalr: the address of the hub, with access_token
import { EventSource } from "eventsource";
import WebSocket from "ws";

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
    socket.on("error", (error) => console.error(error.message));
    socket.on("close", () => (over ? finish() : setTimeout(connect, 100))); // resumes where it was
  };
  connect();
} else if (kind === "eventsource") {
  const source = new EventSource(`${address}&after=0`); // comes back by itself, with Last-Event-ID
  for (const type of ["phase_started", "phase_completed", "phase_failed", "phase_progress", ...ends]) {
    source.addEventListener(type, (message) => {
      if (show(message.data)) {
        finish();
      }
    });
  }

  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) {
      console.log("closed"); // 204: there is no more to come
    }
  });
} else {
  const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
  const { MessagePackHubProtocol } = await import("@microsoft/signalr-protocol-msgpack");
  const url = new URL(address);
  const token = url.searchParams.get("access_token");
  url.searchParams.delete("access_token");
  const builder = new HubConnectionBuilder()
    .withUrl(url.href, { accessTokenFactory: () => token })
    .withAutomaticReconnect()
    .configureLogging(LogLevel.Error);
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
      (error) => console.error(error.message), // lost again: onreconnected tries again
    );
  connection.onreconnected(subscribe);
  connection.onclose(() => process.exitCode === 0 || setTimeout(start, 100)); // closed for good: begin again
  const start = () =>
    connection.start().then(subscribe, (error) => {
      console.error(error.message);
      setTimeout(start, 100); // automatic reconnecting begins with the first connection
    });
  start();
}

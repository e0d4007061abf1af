// Why a server let a client not in, or sent it away: what it said itself, and what to do about it.

const adviceByStatus = {
  400: "The address is not right: look at the project id and at after.",
  401: "The token in the address is missing, wrong or no longer valid: ask POST …/projects/{id}/tickets for a new address, or send the admin token.",
  403: "The token opens something else: get a ticket for this project, or add this page's origin to BACKEND_CORS_ORIGINS.",
  404: "Nothing is there: look at the project id and at the path of the address.",
  426: "The service is there, but no WebSocket came through: let the proxy before it pass the header Upgrade on.",
  429: "Too many connections or requests: close those that are no longer needed.",
  500: "That is a fault of the service: look into its log.",
  502: "A proxy before the service does not reach it: is the service running?",
  503: "The service is starting, stopping, full, or has lost its database: /health/ready tells.",
  504: "A proxy before the service gets no answer from it.",
};

const adviceByCode = {
  1000: "The server has ended the connection in good order.",
  1001: "The server is going down: connect again.",
  1002: "The server understood no more of what came: look for a proxy that changes it.",
  1003: "Only text messages are understood.",
  1006: "The connection broke without a word: is the service running, and does the network let WebSocket through?",
  1007: "A message was no UTF-8.",
  1008: "The server keeps a rule that this connection broke; the reason says which.",
  1009: "A message was too long: a client has nothing to say but ping.",
  1012: "The server starts again: connect again.",
  1013: "The server has no room or no data now, or this client is too slow: connect again in a moment.",
  4401: "The token is wrong or no longer valid: ask POST …/projects/{id}/tickets for a new address.",
  4403: "The token opens another project: get a ticket for this one.",
};

/** Whether a refusal may pass by itself; otherwise trying again does not help. */
export const mayPass = (status) => status === 429 || status >= 500;

/** Whether a close says that connecting again with the same address is of no use. */
export const isFinal = (code) => code === 4401 || code === 4403;

/** @param {string} body of the refusal: problem details, or whatever a proxy said */
export function explainStatus(status, body = "") {
  const said = problemOf(body);
  const advice = adviceByStatus[status] ?? (status >= 500 ? adviceByStatus[500] : "No WebSocket or event stream of this service is at the address.");
  return `Refused with ${status}${said ? `: ${said}` : "."} ${advice}`;
}

export const explainClose = (code, reason = "") => `Closed with ${code}${reason ? `: ${reason}` : "."} ${adviceByCode[code] ?? "That is no code of this service's."}`;

/** @param {string} problem what the network said; nothing where a stream that was open has ended */
export const explainSilence = (address, problem) =>
  problem ? `No answer from ${new URL(address).host} (${problem}): is the service running? Trying again.` : "The stream has ended. Connecting again.";

/** Seconds that the server asks to wait for; two where it does not say. */
export function secondsToWait(retryAfter) {
  const seconds = Number.parseInt(retryAfter ?? "", 10);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2;
}

function problemOf(body) {
  try {
    const { title, detail } = JSON.parse(body);
    return [title, detail].filter((part) => typeof part === "string" && part).map((part) => part.replace(/\.?$/, ".")).join(" ");
  } catch {
    return ""; // not the service's own words
  }
}

/** Listens for the answer of a server that does not open the WebSocket (of the package ws). */
export function onRefusal(socket, refused) {
  socket.on("unexpected-response", (request, response) => {
    const connection = response.socket;
    let body = "";
    response.setEncoding("utf8");
    response.on("data", (piece) => (body = (body + piece).slice(0, 10_000)));
    response.on("error", () => {});
    response.on("close", () => {
      request.destroy();
      connection.destroy(); // kept open for another request, it would keep the process from ending
      refused(response.statusCode, body, response.headers["retry-after"]);
    });
  });
}

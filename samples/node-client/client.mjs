// The specification's "WebSocket Client Example (JavaScript)", run under Node. It takes the address as an argument, prints
// "type <type>" for every message, and exits with 0 after workflow_completed, with 1 when anything else ends the connection.
import WebSocket from "ws"; // the one of newer Nodes does not tell why it was refused
import { explainClose, explainStatus, onRefusal } from "./refusals.mjs";

const [address, pingMs = "30000"] = process.argv.slice(2);
if (!address) {
  console.error("Usage: node client.mjs <ws-url> [milliseconds between pings]");
  process.exit(2);
}

const updateUI = (state) => console.log("UI:", JSON.stringify(state));
const showError = (error, retryAvailable) => console.log("Error shown:", error, retryAvailable ? "(retry available)" : "");
const showSuccess = (message) => console.log("Success shown:", message.documents_generated, "documents");

let failed = false;
process.exitCode = 1;
const ws = new WebSocket(address);

// Connection opened
ws.onopen = () => {
  console.log("WebSocket connected");
};

// Receive messages
ws.onmessage = (event) => {
  const message = JSON.parse(event.data);
  console.log("type", message.type);

  switch (message.type) {
    case "connected":
      console.log("Connected to project:", message.project_id);
      console.log("Current status:", message.current_status);
      break;

    case "phase_started":
      console.log(`Phase ${message.phase} started: ${message.message}`);
      updateUI({ phase: message.phase, status: "in-progress" });
      break;

    case "phase_completed":
      console.log(`Phase ${message.phase} completed in ${message.duration_seconds}s`);
      console.log(`Cost: $${message.cost_usd}`);
      updateUI({ phase: message.phase, status: "completed", cost: message.cost_usd });
      break;

    case "phase_failed":
      console.error(`Phase ${message.phase} failed: ${message.error}`);
      showError(message.error, message.retry_available);
      break;

    case "workflow_completed":
      console.log("Workflow completed!");
      console.log(`Total time: ${message.total_duration_seconds}s`);
      console.log(`Total cost: $${message.total_cost_usd}`);
      console.log(`Documents generated: ${message.documents_generated}`);
      showSuccess(message);
      process.exitCode = 0;
      ws.close();
      break;

    case "workflow_failed":
      console.error("Workflow failed:", message.error);
      showError(message.error, false);
      failed = true;
      ws.close();
      break;

    case "pong":
      console.log("Pong received");
      break;
  }
};

// Handle errors
ws.onerror = (error) => {
  console.error("WebSocket error:", error.message || error.error?.code || "the connection failed");
};

// Handle a refusal: there was no WebSocket yet, so no close will follow
onRefusal(ws, (status, body) => {
  console.error(explainStatus(status, body));
  clearInterval(pinging);
});

// Handle close
ws.onclose = (event) => {
  console.log("WebSocket closed:", event.code, event.reason);
  if (process.exitCode !== 0 && !failed) {
    console.error(explainClose(event.code, event.reason));
  }

  clearInterval(pinging);
};

// Send ping every 30 seconds to keep connection alive
const pinging = setInterval(() => {
  if (ws.readyState === WebSocket.OPEN) {
    ws.send("ping");
  }
}, Number(pingMs));

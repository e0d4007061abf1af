// An OpenAI-compatible server with the answers of a file: [{"user": "part of the last user message", "response": {...}}].
// Prints its address, and ends when its standard input does. Keys that are let in come from AIMOCK_API_KEYS; without, all are.
import { readFileSync } from "node:fs";
import { LLMock } from "@copilotkit/aimock";

const keys = process.env.AIMOCK_API_KEYS?.split(",").filter(Boolean) ?? [];
const mock = new LLMock({ port: 0, chunkSize: 7, ...(keys.length > 0 ? { auth: { apiKeys: keys } } : {}) });
for (const { user, response } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  mock.onMessage(user, response);
}

await mock.start();
console.log(`listening ${mock.url}`);
process.stdin.resume().on("end", () => process.exit(0));

// Drives the AWS SDK for JavaScript v3 for the themes: commands as lines of JSON on standard input, answers as lines of
// JSON on standard output.
//
// Usage: node node_driver.mjs ENDPOINT   (MILLRACE_NPM names the folder that holds node_modules)

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import path from "node:path";

const require = createRequire(path.join(process.env.MILLRACE_NPM, "here.js"));
const sdk = require("@aws-sdk/client-kinesis");

const kinesis = new sdk.KinesisClient({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "conformance", secretAccessKey: "conformance" },
  maxAttempts: 1,
});

/** The neutral form as the SDK takes it: blobs are bytes and timestamps dates. */
function toClient(value, name = "") {
  if (name === "Data") return Buffer.from(value, "base64");
  if (name.endsWith("Timestamp")) return new Date(value);
  if (Array.isArray(value)) return value.map((item) => toClient(item));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toClient(item, key)]));
  }
  return value;
}

function toNeutral(value) {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toNeutral);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, item]) => key !== "$metadata" && item !== undefined)
        .map(([key, item]) => [key, toNeutral(item)]),
    );
  }
  return value;
}

async function subscribe(input, wanted) {
  const events = [];
  let records = 0;
  const { EventStream } = await kinesis.send(new sdk.SubscribeToShardCommand(input));
  for await (const event of EventStream) {
    if (event.SubscribeToShardEvent) {
      events.push(toNeutral(event.SubscribeToShardEvent));
      records += event.SubscribeToShardEvent.Records.length;
    }
    if (records >= wanted) break;
  }
  return events;
}

async function answer(command) {
  const Command = sdk[`${command.operation}Command`];
  if (Command === undefined) return { cannot: command.operation };
  const input = toClient(command.request);
  try {
    if (command.operation === "SubscribeToShard") return { output: await subscribe(input, command.records) };
    return { output: toNeutral(await kinesis.send(new Command(input))) };
  } catch (e) {
    if (!(e instanceof sdk.KinesisServiceException)) return { failed: e.stack };
    return { error: { code: e.name, raisedAs: e.constructor.name, message: e.message } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
process.exit(0);

import { createReadStream, createWriteStream } from "node:fs";
import { performance } from "node:perf_hooks";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { answersFromTable } from "@xmap/compiler/lineage";
import type { MappingModule } from "@xmap/contract";
import { inOrder } from "../../../packages/cli/src/streaming/in-order.ts";
import { lineBatches } from "../../../packages/cli/src/streaming/line-batches.ts";
import { LineMapper } from "../../../packages/cli/src/streaming/map-lines.ts";
import { MappingThreads } from "../../../packages/cli/src/streaming/mapping-threads.ts";
import { mapOrder } from "../runtime/map-order.ts";
import type { Order } from "../runtime/orders.ts";

// Maps a file of orders to a file of sales in a process of its own, and says how long that took.
const LIMITS = { batchBytes: 256 * 1024, fullChunk: 64 * 1024, lineBytes: 64 * 1024 * 1024 };
const [way = "", input = "", output = "", module = ""] = process.argv.slice(2);

async function byHand(): Promise<void> {
  const out = createWriteStream(output);
  let rest = "";
  for await (const chunk of createReadStream(input, { encoding: "utf8", highWaterMark: 256 * 1024 })) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    let text = "";
    for (const line of lines) text += `${JSON.stringify(mapOrder(JSON.parse(line) as Order))}\n`;
    out.write(text);
  }
  out.end();
  await finished(out);
}

async function compiled(): Promise<void> {
  const { bindings } = (await import(pathToFileURL(module).href)) as MappingModule;
  const answers = answersFromTable({});
  if (bindings.OrderToSale === undefined || answers.kind === "refused") throw new Error("the binding is not there");
  const mapper = new LineMapper(bindings.OrderToSale, answers.answers);
  const out = createWriteStream(output);
  for await (const batch of lineBatches(createReadStream(input, { highWaterMark: 256 * 1024 }), LIMITS)) {
    const { output: text, errors } = mapper.map(batch.bytes, batch.firstLine);
    if (errors !== "") throw new Error(errors);
    out.write(text);
  }
  out.end();
  await finished(out);
}

async function onThreads(count: number): Promise<void> {
  const threads = new MappingThreads(
    { module: pathToFileURL(module).href, binding: "OrderToSale", answers: {} },
    count,
  );
  const out = createWriteStream(output);
  const batches = lineBatches(createReadStream(input, { highWaterMark: 256 * 1024 }), LIMITS);
  await inOrder(
    batches,
    2 * count + 1,
    ({ bytes, firstLine }) => threads.map({ bytes, firstLine }),
    async (answer) => void out.write(answer.output),
  );
  await threads.end();
  out.end();
  await finished(out);
}

const started = performance.now();
const before = process.cpuUsage();
if (way === "hand") await byHand();
else if (way === "compiled") await compiled();
else await onThreads(2);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({ wallMilliseconds: performance.now() - started, processorMilliseconds: (user + system) / 1_000 }),
);

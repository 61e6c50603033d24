import { createReadStream, createWriteStream } from "node:fs";
import { enableCompileCache } from "node:module";
import { finished } from "node:stream/promises";
import { pathToFileURL } from "node:url";

// Maps a file of orders to a file of sales as `xmap map` does it, in a process of its own.
// As in the command's start.
enableCompileCache();
const { inOrder } = await import("../../../packages/cli/src/streaming/in-order.ts");
const { lineBatches } = await import("../../../packages/cli/src/streaming/line-batches.ts");
const { loadMapper } = await import("../../../packages/cli/src/streaming/load-mapper.ts");
const { MappingThreads } = await import("../../../packages/cli/src/streaming/mapping-threads.ts");
const { tellSpent } = await import("./spent.ts");

const LIMITS = { batchBytes: 256 * 1024, fullChunk: 64 * 1024, lineBytes: 64 * 1024 * 1024 };
const [threadCount = "", input = "", output = "", module = "", plans = ""] = process.argv.slice(2);
const count = Number(threadCount);
const task = {
  module: pathToFileURL(module).href,
  plans: pathToFileURL(plans).href,
  binding: "OrderToSale",
  answers: {},
};

const threads = new MappingThreads(await loadMapper(task), task, count);
const out = createWriteStream(output);
await inOrder(
  lineBatches(createReadStream(input, { highWaterMark: 256 * 1024 }), LIMITS),
  4 * count,
  (batch) => threads.map(batch),
  async ({ output: bytes, errors }) => {
    if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
    out.write(bytes);
  },
);
await threads.end();
out.end();
await finished(out);
tellSpent();

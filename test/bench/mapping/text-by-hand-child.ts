import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Order } from "../runtime/orders.ts";
import { saleByHand } from "./sale-by-hand.ts";
import { tellSpent } from "./spent.ts";

// Maps a file of orders to a file of sales as a programmer would write it, in a process of its own.
const [input = "", output = ""] = process.argv.slice(2);

const out = createWriteStream(output);
let rest = "";
for await (const chunk of createReadStream(input, { encoding: "utf8", highWaterMark: 256 * 1024 })) {
  const lines = (rest + String(chunk)).split("\n");
  rest = lines.pop() ?? "";
  let text = "";
  for (const line of lines) text += `${JSON.stringify(saleByHand(JSON.parse(line) as Order))}\n`;
  out.write(text);
}
out.end();
await finished(out);
tellSpent();

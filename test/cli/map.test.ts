import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ANSWERS_FILE, mappingsCopy, order, runPiped } from "./visible-project.ts";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

/** An order with this number; its line has the item's name. */
function orderLine(number: number, changes: object = {}): string {
  return JSON.stringify({ ...order(), order_number: String(number), ...changes });
}

function mapOrders(input: string | Uint8Array, more: readonly string[] = [], mappings = mappingsCopy()) {
  return runPiped(["map", "OrderToSale", "--answers", ANSWERS_FILE, ...more], mappings, input);
}

const references = (output: string) =>
  output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { client_order_ref: string }).client_order_ref);

it("each line becomes one line, in the same order, over several threads", () => {
  const numbers = Array.from({ length: 2000 }, (_, index) => index);
  const result = mapOrders(numbers.map((number) => `${orderLine(number)}\n`).join(""), ["--threads", "3"]);
  expect(result).toMatchObject({ exitCode: 0, stderr: "2,000 mapped, 0 skipped, 0 bad\n" });
  expect(references(result.stdout)).toEqual(numbers.map(String));
});

it("the output is the plain target record: lines as a list, kept fields left out", () => {
  const { stdout } = mapOrders(orderLine(1));
  const sale = JSON.parse(stdout) as Record<string, unknown>;
  expect(sale).toMatchObject({ partner_id: 7, note: null });
  expect(sale.order_line).toHaveLength(4);
  expect(sale).not.toHaveProperty("carrier_id");
});

it("lines that cannot be mapped go to a file with number and reason, and are counted", () => {
  const mappings = mappingsCopy();
  const errors = join(mappings, "errors.ndjson");
  const [item] = order().items;
  const input = Buffer.concat([
    Buffer.from(`${orderLine(1)}\n\nnot json\r\n`),
    Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    Buffer.from(`[1]\n${orderLine(2, { items: [] })}\n${orderLine(3, { items: [{ ...item, sku: "?" }] })}\n`),
    Buffer.from(`${orderLine(4, { currency: "XXX" })}\n${orderLine(5, { items: 3 })}\n${orderLine(6)}`),
  ]);
  const result = mapOrders(input, ["--errors", errors], mappings);
  expect(result.exitCode).toBe(1);
  expect(references(result.stdout)).toEqual(["1", "6"]);
  expect(result.stderr).toBe("2 mapped, 0 skipped, 7 bad\n");
  const told = readFileSync(errors, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { line: number; outcome: string; reason: string; input?: string });
  expect(told.map(({ line, outcome }) => [line, outcome])).toEqual([
    [3, "not-json"],
    [4, "not-text"],
    [5, "not-a-record"],
    [6, "reject"],
    [7, "reject"],
    [8, "unanswered"],
    [9, "reject"],
  ]);
  expect(told[0]?.input).toBe("not json");
  expect(told[3]?.reason).toBe("order 2 has no lines (OrderToSale/require/1)");
  expect(told[5]?.reason).toBe('There is no answer for PricelistId("XXX").');
});

it("without an errors file the first reasons are told on standard error", () => {
  const result = mapOrders("x\n".repeat(12));
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toMatch(/^line 1: not-json: /);
  expect(result.stderr).toContain("--errors FILE keeps all of them");
  expect(result.stderr).toContain("0 mapped, 0 skipped, 12 bad");
});

it("nothing gives nothing, and an unknown binding is refused", () => {
  expect(mapOrders("")).toMatchObject({ exitCode: 0, stdout: "" });
  const wrong = runPiped(["map", "OrderToSail"], mappingsCopy(), "");
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain("did you mean `OrderToSale`");
});

function startMap() {
  const parameters = ["map", "OrderToSale", "--answers", ANSWERS_FILE, "--threads", "2"];
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd: mappingsCopy(),
    stdio: ["pipe", "pipe", "ignore"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

it("a line that comes alone is answered before the next one comes", async () => {
  const child = startMap();
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  for (const number of [1, 2, 3]) {
    child.stdin.write(`${orderLine(number)}\n`);
    await expect
      .poll(() => references(output.slice(0, output.lastIndexOf("\n") + 1)), { timeout: 60_000 })
      .toHaveLength(number);
  }
  child.stdin.end();
  expect((await once(child, "close"))[0]).toBe(0);
});

it("while nobody takes the output it takes no more input, and afterwards nothing is missing", async () => {
  const child = startMap();
  const count = 16_000;
  let given = 0;
  let bytes = 0;
  const giving = (async () => {
    for (; given < count; given += 1) {
      const line = `${orderLine(given)}\n`;
      if (!child.stdin.write(line)) await once(child.stdin, "drain");
      bytes += line.length;
    }
    child.stdin.end();
  })();
  // It stands still when it has taken something and takes no more between two looks.
  let before = -1;
  const standsStill = () => {
    const same = given > 0 && given === before;
    before = given;
    return same;
  };
  await expect.poll(standsStill, { timeout: 60_000, interval: 1500 }).toBe(true);
  expect(bytes).toBeLessThan(8 * 1024 * 1024);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await giving;
  expect((await once(child, "close"))[0]).toBe(0);
  expect(references(output)).toEqual(Array.from({ length: count }, (_, index) => String(index)));
});

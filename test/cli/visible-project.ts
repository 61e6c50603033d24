import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { copyMappings } from "../harness/mappings.ts";
import type { CommandResult } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const command = resolve(import.meta.dirname, "../../packages/cli/bin/xmap.js");

export const ORDER_FILE = join(import.meta.dirname, "fixtures/order.json");
export const ANSWERS_FILE = join(import.meta.dirname, "fixtures/answers.json");

/** An order of the shop, as its connector delivers it. */
export function order(): Record<string, unknown> & { items: Record<string, unknown>[] } {
  return JSON.parse(readFileSync(ORDER_FILE, "utf8"));
}

/** A copy of the mappings in a folder of the test's own, below which nothing finds this repository's packages. */
export function mappingsCopy(): string {
  return copyMappings(temporaryFolder());
}

/** Replaces a part of the order mapping; it must be there. */
export function changeOrders(mappings: string, from: string, to: string): void {
  const file = join(mappings, "xcart-odoo/orders.xmap");
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`orders.xmap has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

/** Runs `xmap` with something on its standard input. */
export function runPiped(parameters: readonly string[], folder: string, input: string | Uint8Array): CommandResult {
  const result = spawnSync(process.execPath, [command, ...parameters], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 256 * 1024 * 1024,
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}

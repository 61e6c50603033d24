import { setTimeout as pause } from "node:timers/promises";
import { notOffered, type StageClock } from "@xmap/testing/connector";
import type { OdooHost, OdooServer } from "../../packages/connectors/test/odoo/conformance-server.ts";
import { callOdoo, makeApiKey } from "./odoo-calls.ts";
import { SERVER } from "./server.ts";

/** The server's own time, which passes by itself. */
const REAL_TIME: StageClock = {
  now: Date.now,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  // Stamps are whole seconds.
  move: () => pause(1_001 - (Date.now() % 1_000)),
};

/** The real server, where each test takes away what it has made. */
export async function realHost(): Promise<OdooHost> {
  const key = await makeApiKey(SERVER.login, SERVER.key);
  const { url, database, login } = SERVER;
  return {
    name: "the real server",
    crowd: 120,
    // lost-answers.spec.ts does, one sale for all answers.
    losesEachAnswer: false,
    shortTimeout: 3_000,
    secrets: [key],
    lateCommit: notOffered("nobody can tell a real server to stamp a record in the past"),
    clock: () => REAL_TIME,
    async start(): Promise<OdooServer> {
      const newest = await Promise.all(Object.keys(PASSING).map(newestOf));
      const stop = async (): Promise<void> => {
        for (const [index, model] of Object.keys(PASSING).entries()) await remove(model, newest[index] ?? 0);
      };
      return { url, database, login, key, call: callOdoo, stop };
    },
  };
}

/** What each test takes away: contacts without sales and invoices, and tags. */
const PASSING: Readonly<Record<string, readonly unknown[]>> = {
  "res.partner": [
    ["sale_order_ids", "=", false],
    ["invoice_ids", "=", false],
  ],
  "res.partner.category": [],
};
const ARCHIVED_TOO = { context: { active_test: false } };

async function newestOf(model: string): Promise<number> {
  const found = await callOdoo(model, "search", [[]], { ...ARCHIVED_TOO, order: "id desc", limit: 1 });
  return (found as readonly number[])[0] ?? 0;
}

/** Takes away what was made after this record. */
async function remove(model: string, after: number): Promise<void> {
  const domain = [["id", ">", after], ...(PASSING[model] ?? [])];
  const ids = (await callOdoo(model, "search", [domain], ARCHIVED_TOO)) as readonly number[];
  if (ids.length > 0) await callOdoo(model, "unlink", [ids]);
}

import type { ConnectorSession } from "@xmap/contract";
import { expect, test } from "vitest";
import { configuredExpiries, watchKeyExpiry } from "../../src/secrets/key-expiry.ts";

const NOON = Date.UTC(2027, 0, 20, 12);

test.each([
  ["2027-01-20", "the key of erp expires in 1 day: "],
  ["2027-02-02", "the key of erp expires in 14 days: "],
  ["2027-01-19", "the key of erp has expired: "],
  ["2027-02-04", undefined],
])("a key whose last day is %s on 20 January: %s", (keyExpires, words) => {
  const environments = { live: { store: "s", systems: { erp: { keyExpires } } } };
  const [said] = configuredExpiries({ language: 1, installation: "x", environments }, NOON);
  expect(said?.startsWith(words ?? "-") ?? false).toBe(words !== undefined);
});

test("a running engine warns once a day, by what the system tells before what is configured", async () => {
  let now = NOON;
  const due: (() => void)[] = [];
  const said: string[] = [];
  const quiet = { debug: () => {}, info: () => {}, error: () => {} };
  const told = { keyExpires: async () => Date.UTC(2027, 0, 25) } as Partial<ConnectorSession> as ConnectorSession;
  const stop = watchKeyExpiry({
    environment: { store: "s", systems: { erp: { keyExpires: "2029-01-01" } } },
    sessions: { erp: told },
    clock: {
      now: () => now,
      after(milliseconds, callback) {
        expect(milliseconds).toBe(86_400_000);
        due.push(callback);
        return () => due.splice(0);
      },
    },
    logger: { ...quiet, warn: (_fields: object, message: string) => said.push(message) },
  });
  await expect.poll(() => said).toHaveLength(1);
  expect(said[0]).toContain("the key of erp expires in 5 days");
  await expect.poll(() => due).toHaveLength(1);
  now += 86_400_000;
  due.pop()?.();
  await expect.poll(() => said).toHaveLength(2);
  expect(said[1]).toContain("in 4 days");
  await expect.poll(() => due).toHaveLength(1);
  stop();
  expect(due).toEqual([]);
});

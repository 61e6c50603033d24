import { expect, test } from "vitest";
import { clockSkewSeconds, judgeClock } from "../../src/doctor/judge-clock.ts";
import { judgeSecrets } from "../../src/doctor/judge-secrets.ts";
import { changesAnything, planWebhooks } from "../../src/webhooks/webhook-plan.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

test.each([
  [NOW - 900, 0],
  [NOW + 5_000, 0],
  [NOW + 45_000, 35],
  [NOW - 45_000, -45],
])("a server's time %i is told as %i seconds apart", (serverTime, seconds) => {
  expect(clockSkewSeconds(serverTime, { from: NOW, until: NOW + 10_000 })).toBe(seconds);
});

test.each([
  [30, []],
  [-31, ["warning"]],
  [300, ["warning"]],
  [301, ["error"]],
])("%i seconds apart are %j", (seconds, levels) => {
  expect(judgeClock("erp", seconds).map(({ level }) => level)).toEqual(levels);
});

test.each([
  [-1, ["error"]],
  [DAY * 14, ["warning"]],
  [DAY * 15, ["note"]],
])("a key that ends in %i milliseconds is %j", (milliseconds, levels) => {
  const found = judgeSecrets("erp", { keyExpires: NOW + milliseconds, ages: [], now: NOW });
  expect(found.map(({ level }) => level)).toEqual(levels);
});

test("secrets that are older than a year are named", () => {
  const ages = [
    { name: "OLD_KEY", changedAt: NOW - 366 * DAY },
    { name: "NEW_KEY", changedAt: NOW - 364 * DAY },
  ];
  const found = judgeSecrets("erp", { keyExpires: undefined, ages, now: NOW });
  expect(found).toEqual([
    {
      level: "warning",
      about: "secrets",
      message: "OLD_KEY of erp was set more than a year ago.",
      mend: "Make a new one in erp and run: xmap secrets set OLD_KEY",
    },
  ]);
});

test("a plan adds, moves, removes and keeps webhooks, and leaves switched off what people have switched off", () => {
  const address = "https://xmap.example.com/webhooks/erp/";
  const at = (resource: string, host = "xmap", active = true) => ({
    resource,
    address: `https://${host}.example.com/webhooks/erp/***`,
    active,
  });
  const registered = [at("kept"), at("moved", "old"), at("spare"), at("off", "xmap", false)];
  const plan = planWebhooks(["kept", "moved", "off", "new"], registered, address);
  expect(plan).toEqual([
    { resource: "kept", change: "keep" },
    { resource: "moved", change: "move" },
    { resource: "spare", change: "remove" },
    { resource: "off", change: "off" },
    { resource: "new", change: "add" },
  ]);
  expect(changesAnything(plan)).toBe(true);
  expect(changesAnything(planWebhooks(["kept", "off"], [at("kept"), at("off", "xmap", false)], address))).toBe(false);
});

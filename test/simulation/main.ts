import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "7" },
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "780" },
  },
});
const [days, seed, ordersADay] = [Number(values.days), Number(values.seed), Number(values.orders)];
if (!(days > 0) || !Number.isInteger(seed) || !(ordersADay > 0)) {
  process.stderr.write("Usage: npm run simulate -- --days 7 --seed 1 (--orders 780, a day)\n");
  process.exit(2);
}

const started = performance.now();
const report = await simulate({ days, seed, ordersADay, progress: (words) => process.stderr.write(`${words}\n`) });
const lines = [
  ...report.violations.map((violation) => `violation: ${violation}`),
  ...report.differences.map((difference) => `difference: ${difference}`),
  "",
  `orders ${report.orders}; ${report.events}`,
  `runs ${[...report.runs].map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`,
  `outages ${report.outages}, restarts ${report.restarts}`,
  `simulated ${(report.simulated / 86_400_000).toFixed(2)} days in ${((performance.now() - started) / 1_000).toFixed(0)} s`,
  `requests to the shop: ${report.requests.shop.join(", ")}`,
  `requests to Odoo: ${report.requests.erp.join(", ")}`,
  "waiting for a person:",
  ...[...report.waits].map(([words, count]) => `  ${count} × ${words}`),
  `differences ${report.differences.length}, violations ${report.violations.length}`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exit(report.differences.length + report.violations.length === 0 ? 0 : 1);

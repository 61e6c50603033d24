import type { PolicySymbol } from "@xmap/language";
import type { Code } from "../ir/code.ts";
import { list, literal, object } from "../ir/code.ts";
import type { PolicyIr } from "../ir/module.ts";
import type { ProgramContext } from "./program-context.ts";

/** Without a `retry`: from a second to five minutes, for a day. */
const DEFAULT_RETRY = { from: 1_000, to: 300_000, for: 86_400_000 };

export function lowerPolicy(policy: PolicySymbol, context: ProgramContext): PolicyIr {
  const { items } = policy.declaration;
  const retry = items.find((item) => item.kind === "RetryItem");
  const timeout = items.find((item) => item.kind === "TimeoutItem");
  const rates = items.filter((item) => item.kind === "RateItem");
  const parallel = items.filter((item) => item.kind === "ParallelItem");
  const alerts = items.filter((item) => item.kind === "AlertItem");
  const value = object(
    [
      { name: "name", value: literal(policy.name) },
      {
        name: "retry",
        value: numbers({
          fromMilliseconds: retry?.from.milliseconds ?? DEFAULT_RETRY.from,
          toMilliseconds: retry?.to.milliseconds ?? DEFAULT_RETRY.to,
          forMilliseconds: retry?.for.milliseconds ?? DEFAULT_RETRY.for,
        }),
      },
      { name: "timeoutMilliseconds", value: literal(timeout?.duration.milliseconds) },
      {
        name: "rates",
        value: list(
          rates.map((rate) =>
            numbers({ system: rate.system.name, count: rate.count.value, perMilliseconds: rate.per.milliseconds }),
          ),
        ),
      },
      {
        name: "parallel",
        value: list(parallel.map((item) => numbers({ system: item.system.name, count: item.count.value }))),
      },
      {
        name: "alerts",
        value: list(
          alerts.map((alert) =>
            object([
              { name: "words", value: list(alert.words.map((word) => literal(word))) },
              { name: "channel", value: literal(alert.channel.names.map((name) => name.name).join(".")) },
            ]),
          ),
        ),
      },
    ],
    true,
  );
  return { constant: context.nameOf(policy, "constant"), documentation: policy.declaration.documentation, value };
}

function numbers(fields: Readonly<Record<string, string | number>>): Code {
  return object(Object.entries(fields).map(([name, value]) => ({ name, value: literal(value) })));
}

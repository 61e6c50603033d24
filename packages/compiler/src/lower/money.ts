import type { Type } from "@xmap/language";
import type { Code } from "../ir/code.ts";
import { arrow, help, local, method, UNDEFINED } from "../ir/code.ts";
import type { Lowered } from "./lowered.ts";
import { asList, isMoney, lowered, NUMBER, withCode } from "./lowered.ts";
import type { NameScope } from "./names.ts";
import { createNameScope, declareLocal } from "./names.ts";

/** Money scaled to whole numbers, which add and compare exactly. */
export function asScaled(value: Lowered): Code {
  return value.scaled ? value.code : help("money", value.code);
}

/** A list of amounts as a list of scaled money. */
export function asScaledList(value: Lowered, names: NameScope): Code {
  const all = asList(value);
  if (all.scaled) return all.code;
  const code = all.code;
  if (code.kind === "list") return { ...code, items: code.items.map((item) => help("money", item)) };
  if (code.kind === "call" && code.callee.kind === "property" && code.callee.name === "map") {
    const [change] = code.arguments;
    if (change?.kind === "arrow" && change.value !== undefined)
      return { ...code, arguments: [{ ...change, value: help("money", change.value) }] };
  }
  const each = declareLocal(createNameScope(names), "value");
  return method(code, "map", arrow([{ local: each, type: undefined }], help("money", local(each))));
}

/** Computed money as an amount, rounded by its currency; other values as they are. */
export function asAmount(value: Lowered): Lowered {
  if (!value.scaled || !isMoney(value)) return value;
  const code = help("amount", value.code, value.currency ?? UNDEFINED);
  return { ...withCode(value, code), type: NUMBER, scaled: false };
}

/** What money makes with money or a number. */
export function moneyResult(operands: readonly Lowered[], code: Code, absent: boolean): Lowered {
  const money = operands.find(isMoneyLike);
  const type: Type = money === undefined ? NUMBER : money.type.kind === "list" ? money.type.item : money.type;
  const currency = operands.find((operand) => operand.currency !== undefined)?.currency;
  return lowered(code, type, { absent, scaled: true, currency });
}

/** Money or a list of it. */
export function isMoneyLike(value: Lowered): boolean {
  return value.type.kind === "money" || (value.type.kind === "list" && value.type.item.kind === "money");
}

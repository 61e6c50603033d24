import type { Identifier, TypeReference, Via } from "@xmap/grammar";
import type { AnySymbol } from "../../binder/any-symbol.ts";
import type { CheckContext } from "../check-context.ts";
import { checkNoDefault, directArms } from "./two-way-arms.ts";

/** `via` as the rule of each direction has it. Names stay: the context of each direction knows what they mean there. */
export interface DirectedVia {
  readonly forward: Via | undefined;
  readonly backward: Via | undefined;
}

/** Both directions of a `<->` rule's `via`; reports what goes one way only. */
export function directVia(via: Via | undefined, context: CheckContext): DirectedVia {
  if (via === undefined) return { forward: undefined, backward: undefined };
  checkNoDefault(via.otherwise, context);
  const { target } = via;
  if (target.kind === "InlineArms") {
    const { forward, backward } = directArms(target.arms, context);
    return {
      forward: { ...via, target: { ...target, arms: forward } },
      backward: { ...via, target: { ...target, arms: backward } },
    };
  }
  checkGoesBothWays(target, context);
  return { forward: via, backward: via };
}

function checkGoesBothWays(target: TypeReference, context: CheckContext): void {
  const [name, field] = target.names;
  const symbol = name === undefined ? undefined : context.names.get(name.name)?.declared.symbol;
  if (name === undefined || symbol === undefined) return;
  if (symbol.kind === "binding" && field !== undefined) {
    const values = { name: context.textOf(target.span) };
    context.report({ code: "one-way-in-two-way", wording: "field", span: target.span, values, help: pairHelp() });
  } else if (isOneWay(symbol)) reportOneWay(name, symbol, context);
}

function isOneWay(symbol: AnySymbol): boolean {
  if (symbol.kind !== "map" && symbol.kind !== "lookup" && symbol.kind !== "binding") return false;
  return symbol.declaration.direction !== "<->";
}

function reportOneWay(name: Identifier, symbol: AnySymbol, context: CheckContext): void {
  context.report({
    code: "one-way-in-two-way",
    span: name.span,
    values: { name: name.name },
    related: [{ file: symbol.file, span: symbol.declaration.name.span, message: "declared here with `->`" }],
    help: `declare it with \`<->\`, or ${pairHelp()}`,
  });
}

function pairHelp(): string {
  return "write a pair of rules, `->` and `<-`";
}

import { didYouMean } from "@xmap/diagnostics";
import type { BindingDeclaration, Identifier } from "@xmap/grammar";
import type { EntitySymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

/** The system that `master` names: one of both sides'. Reports any other and answers undefined. */
export function checkMaster(
  identifier: Identifier,
  left: EntitySymbol,
  right: EntitySymbol,
  context: CheckContext,
): string | undefined {
  const { name, span } = identifier;
  const names = [left.system.name, right.system.name];
  const visible = context.names.get(name);
  if (visible?.declared.kind === "system") visible.used = true;
  if (name === "" || names.includes(name)) return name === "" ? undefined : name;
  const values = { name, left: left.system.name, right: right.system.name };
  context.report({ code: "unknown-master", span, values, help: didYouMean(name, names) });
  return undefined;
}

/** The `master` of a whole binding, when it has one. */
export function checkBindingMaster(
  declaration: BindingDeclaration,
  left: EntitySymbol,
  right: EntitySymbol,
  context: CheckContext,
): string | undefined {
  let master: string | undefined;
  let isGiven = false;
  for (const item of declaration.items) {
    if (item.kind !== "MasterClause") continue;
    const wording = declaration.direction !== "<->" ? "default" : isGiven ? "several" : undefined;
    if (wording !== undefined) context.report({ code: "master-without-choice", wording, span: item.span, values: {} });
    else master = checkMaster(item.system, left, right, context);
    isGiven = true;
  }
  return master;
}

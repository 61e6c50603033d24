import type { PolicyDeclaration } from "@xmap/grammar";
import type { PolicySymbol } from "../program.ts";
import { checkChannel } from "./check-channel.ts";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";

/** A policy: the systems that it limits and tells exist. */
export function checkPolicy(declaration: PolicyDeclaration, context: CheckContext): PolicySymbol {
  for (const item of declaration.items) {
    if (item.kind === "RateItem" || item.kind === "ParallelItem") resolveName(context, item.system, ["system"]);
    if (item.kind === "AlertItem") checkChannel(item.channel, context);
  }
  return { kind: "policy", name: declaration.name.name, file: context.path, declaration };
}

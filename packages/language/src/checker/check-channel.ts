import type { FieldPath } from "@xmap/grammar";
import type { CheckContext } from "./check-context.ts";
import { resolveName } from "./resolve-name.ts";

/** Who is told: a declared system that takes messages, and after the dot one of its receivers. */
export function checkChannel(channel: FieldPath, context: CheckContext): void {
  const [name] = channel.names;
  const system = name === undefined ? undefined : resolveName(context, name, ["system"]);
  if (name === undefined || system === undefined || system.description.notifies === true) return;
  const { connector } = system.description;
  context.report({ code: "not-a-channel", span: name.span, values: { name: name.name, connector } });
}

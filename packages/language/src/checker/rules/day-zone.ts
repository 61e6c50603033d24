import type { CheckContext } from "../check-context.ts";
import type { PlacedRule } from "./visit-rules.ts";

const ZONE_OPTIONS: ReadonlySet<string> = new Set(["zone", "timeZone"]);

/** An instant becomes a day in a zone that the file names. */
export function checkDayZone({ rule, entity, included }: PlacedRule, context: CheckContext): void {
  if (rule.conversion !== "toDay" || entity === undefined || included) return;
  const { system } = entity;
  const option = system.declaration.options.find(({ name }) => ZONE_OPTIONS.has(name.name));
  if (option?.value.kind === "StringLiteral") return;
  const offered = Object.keys(system.description.options.properties ?? {}).find((name) => ZONE_OPTIONS.has(name));
  const place = { file: system.file, span: option?.span ?? system.declaration.name.span };
  context.report({
    code: "day-without-zone",
    ...(option === undefined ? {} : { wording: "setting" as const }),
    span: rule.declaration.target.span,
    values: { target: rule.target.path.join("."), system: system.name },
    related: [{ ...place, message: "the system is declared here" }],
    help: `add \`${offered ?? "zone"}: "Europe/Berlin"\` to the system \`${system.name}\``,
  });
}

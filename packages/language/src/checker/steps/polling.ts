import type { Duration, Hint } from "@xmap/grammar";
import type { EntitySymbol, FlowSymbol } from "../../program.ts";
import type { CheckContext } from "../check-context.ts";

/** Units with how many milliseconds they have, the largest first. */
const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
] as const;

function durationText({ milliseconds }: Duration): string {
  const unit = UNITS.find(([, length]) => milliseconds >= length && milliseconds % length === 0);
  return unit === undefined ? `${milliseconds / 1000}s` : `${milliseconds / unit[1]}${unit[0]}`;
}

function checkPoll(hint: Hint & { every: Duration }, entity: EntitySymbol, context: CheckContext): void {
  const changes = entity.system.description.resources[entity.resource]?.changes;
  if (changes === "none") context.report({ code: "not-pollable", span: hint.span, values: { entity: entity.name } });
  if (changes !== "fullScan") return;
  const values = { entity: entity.name, interval: durationText(hint.every) };
  context.report({ code: "poll-without-cursor", span: hint.span, values });
}

/** What a flow polls can be polled, and at what cost. */
export function checkPolling(flow: FlowSymbol, context: CheckContext): void {
  for (const { entity, hints } of flow.triggers)
    for (const { every, ...hint } of hints)
      if (hint.by === "poll" && every !== undefined) checkPoll({ ...hint, every }, entity, context);
}

import { type Finding, type Mend, mend, textOf } from "./code-action.ts";
import { nodeOf, startsAt } from "./node-of-finding.ts";
import { withComma, withLine } from "./text-places.ts";

/** An outcome that ends the record instead of `warn`, or an answer instead of `none`. */
export function outcomeMends(finding: Finding): readonly Mend[] {
  const written = textOf(finding);
  const keep = mend(finding, "Write keep", "keep");
  if (written === "none") return [keep, mend(finding, "Write null", "null")];
  if (!written.startsWith("warn")) return [];
  const hold = mend(finding, "Hold the record instead", `hold${written.slice("warn".length)}`);
  const isFind =
    nodeOf(finding, "FindEffect", ({ outcome }) => outcome !== undefined && startsAt(finding)(outcome)) !== undefined;
  return isFind ? [hold] : [hold, keep];
}

/** Takes out a step that is never done. */
export function removeStepMends(finding: Finding): readonly Mend[] {
  const place = withLine(finding.file.loaded.file.source.text, finding.diagnostic.span);
  return [mend(finding, "Remove this step", "", place)];
}

/** Waits for a webhook instead of polling. */
export function webhookMends(finding: Finding): readonly Mend[] {
  const { span } = finding.diagnostic;
  const trigger = nodeOf(finding, "Trigger", ({ hints }) => hints.some((hint) => startsAt(finding)(hint)));
  if (trigger === undefined) return [];
  if (!trigger.hints.some(({ by }) => by === "webhook"))
    return [mend(finding, "Wait for a webhook instead", "webhook")];
  return [mend(finding, "Rely on the webhook alone", "", withComma(finding.file.loaded.file.source.text, span))];
}

import { posix } from "node:path";
import { CommandError } from "../project/command-error.ts";
import type { Pair } from "./pairs.ts";
import { parseSources, type SourceFile } from "./pick-declarations.ts";

const CHANNELS = "shared/team.xmap";
const ALERTS = "  alert hold, reject to team.sales\n  alert fail to mail\n";

/** The texts with alerts in every policy and a message after a sale; they name the channels of `shared/team.xmap`. */
export function addNotifications(texts: ReadonlyMap<string, string>, { erp }: Pair): ReadonlyMap<string, string> {
  const changed = new Map(texts);
  for (const file of parseSources(texts)) {
    const insertions = file.declarations.flatMap((declaration): readonly Insertion[] => {
      if (declaration.kind === "PolicyDeclaration") return [{ at: declaration.span.end - 1, text: ALERTS }];
      if (declaration.kind !== "FlowDeclaration" || declaration.name.name !== erp.sold.flow) return [];
      return [
        {
          at: endOfSale(file, declaration.span.start, erp.sold),
          text: `    notify team.sales "${erp.sold.message}"\n`,
        },
      ];
    });
    if (insertions.length === 0) continue;
    const channels = posix.relative(posix.dirname(file.source.path), CHANNELS);
    const from = channels.startsWith(".") ? channels : `./${channels}`;
    const first = file.imports[0] ?? file.declarations[0];
    const line = { at: first?.span.start ?? 0, text: `import { team, mail } from "${from}"\n` };
    changed.set(file.source.path, inserted(file.source.text, [...insertions, line]));
  }
  return changed;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  return insertions
    .toSorted((left, right) => right.at - left.at)
    .reduce((changed, { at, text: added }) => changed.slice(0, at) + added + changed.slice(at), text);
}

/** Behind the line by which the flow has sold. */
function endOfSale({ source }: SourceFile, flow: number, { after, flow: name }: Pair["erp"]["sold"]): number {
  const found = source.text.indexOf(after, flow);
  if (found === -1)
    throw new CommandError(`The template ${source.path} has no "${after}" in ${name}; install xmap again.`);
  return endOfLine(source.text, found);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end + 1;
}

import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { jsonLine } from "../operations/json-lines.ts";
import { textTable } from "../operations/text-table.ts";
import { neededSecrets } from "./needed-secrets.ts";
import { openedSecrets } from "./opened-secrets.ts";

interface ListedSecret {
  readonly name: string;
  readonly neededBy: readonly string[];
  /** Null when no place has it. */
  readonly from: string | null;
  /** Of what lies in the encrypted store: when it was set. */
  readonly changed: string | null;
}

/** `xmap secrets list`: which secrets are needed and where they come from, never what they are; 1 when one is missing. */
export async function listSecrets(
  path: string,
  options: { readonly env: string; readonly json: boolean },
): Promise<ExitCode> {
  const { project, found } = openedSecrets(path, options.env);
  const needed = neededSecrets(project);
  const kept = await found.store.read();
  const spare = Object.keys(kept.secrets).filter((name) => !needed.has(name));
  const listed: ListedSecret[] = [];
  for (const name of [...needed.keys(), ...spare].sort()) {
    const from = (await found.secrets.read(name))?.from ?? null;
    const changedAt = from === found.store.file ? kept.secrets[name]?.changedAt : undefined;
    listed.push({ name, neededBy: needed.get(name) ?? [], from, changed: dayOf(changedAt) });
  }
  const tokens = Object.entries(kept.tokens).map(([place, { changedAt }]): ListedSecret => {
    const [system = ""] = place.split("/");
    return { name: place, neededBy: [`${system} (token)`], from: found.store.file, changed: dayOf(changedAt) };
  });
  show([...listed, ...tokens], options.json);
  const missing = listed.filter(({ from }) => from === null);
  if (missing.length === 0) return EXIT_CODES.fine;
  const names = missing.map(({ name }) => name).join(", ");
  process.stderr.write(`Not set: ${names}. Looked in: ${found.secrets.place}.\n`);
  return EXIT_CODES.findings;
}

function show(rows: readonly ListedSecret[], json: boolean): void {
  if (json) {
    for (const row of rows) process.stdout.write(jsonLine("secret", row));
    return;
  }
  const cells = rows.map(({ name, neededBy, from, changed }) => [
    name,
    neededBy.length === 0 ? "nothing" : neededBy.join(", "),
    from ?? "missing",
    changed ?? "",
  ]);
  process.stdout.write(`${textTable(["NAME", "NEEDED BY", "COMES FROM", "CHANGED"], cells)}\n`);
}

function dayOf(instant: number | undefined): string | null {
  return instant === undefined ? null : new Date(instant).toISOString();
}

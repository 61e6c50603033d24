import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Value } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";

/** Changes single fields: `email="a@b.c"`, `items[0].sku="A-1"`; throws a CommandError that names what does not fit. */
export function setFields(input: Value, assignments: readonly string[]): Value {
  return assignments.reduce((value, assignment) => {
    const [, path, json] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
    if (path === undefined || json === undefined)
      throw new CommandError(`"${assignment}" is not of the form field=JSON, such as email="a@b.c".`);
    return replaceAt(value, readPath(path.trim()), parseValue(json, path), path);
  }, input);
}

/** Reads JSON of a person; throws a CommandError that says how text is written. */
export function parseValue(json: string, what: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    const shown = json.length > 40 ? `${json.slice(0, 40)}…` : json;
    throw new CommandError(`The value of ${what} is not JSON: ${shown}. Text needs double quotes: '${what}="text"'.`);
  }
}

/** Lets a person change the value in the editor; throws a CommandError when that did not end well. */
export function editInEditor(input: Value, editor: string): Value {
  const folder = mkdtempSync(join(tmpdir(), "xmap-edit-"));
  try {
    const file = join(folder, "input.json");
    writeFileSync(file, `${JSON.stringify(input, null, 2)}\n`, { mode: 0o600 });
    // Editors are set with parameters, such as "code --wait".
    const { status, error } = spawnSync("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
    if (error !== undefined || status !== 0) throw new CommandError(`${editor} did not end well. Nothing was changed.`);
    return parseFile(readFileSync(file, "utf8"), "what you wrote");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the whole input out of a file's text. */
export function parseFile(text: string, what: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${what} is not JSON: ${reason}. Nothing was changed.`);
  }
}

function readPath(path: string): readonly (string | number)[] {
  if (!/^[^.[\]]+(\[\d+\]|\.[^.[\]]+)*$/.test(path))
    throw new CommandError(`"${path}" is not a path; write it like items[0].sku.`);
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([word, index]) => (index === undefined ? word : Number(index)));
}

function replaceAt(value: Value, path: readonly (string | number)[], replacement: Value, shown: string): Value {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (typeof step === "number") {
    if (!Array.isArray(value)) throw new CommandError(`${shown}: there is no list before [${step}].`);
    const list: readonly Value[] = value;
    if (step > list.length) throw new CommandError(`${shown}: the list has ${list.length} elements, counted from 0.`);
    return [...list.slice(0, step), replaceAt(list[step] ?? null, rest, replacement, shown), ...list.slice(step + 1)];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new CommandError(`${shown}: there is no record that could have the field ${step}.`);
  const record = value as { readonly [field: string]: Value | undefined };
  if (!Object.hasOwn(record, step))
    throw new CommandError(
      `${shown}: there is no field ${step}; there are: ${Object.keys(record).join(", ")}. --input and an editor can add one.`,
    );
  return { ...record, [step]: replaceAt(record[step] ?? null, rest, replacement, shown) };
}

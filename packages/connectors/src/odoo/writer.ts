import type { DataRecord, LinePatch, Value } from "@xmap/contract";
import { type FieldCatalog, isListOfRecords } from "./fields.ts";
import { removalRule } from "./line-removal.ts";
import type { RecordReader } from "./reader.ts";
import { fieldsToKeep } from "./recomputed-fields.ts";
import { toId, toOdoo } from "./values.ts";

/** Turns records and patches into the values of `create` and `write` calls. */
export class RecordWriter {
  readonly #reader: RecordReader;
  readonly #fields: FieldCatalog;

  constructor(reader: RecordReader, fields: FieldCatalog) {
    this.#reader = reader;
    this.#fields = fields;
  }

  /** Values by field name; patches of lines become x2many commands. */
  async values(
    model: string,
    values: DataRecord,
    lines: Readonly<Record<string, LinePatch>>,
  ): Promise<Record<string, unknown>> {
    const written = await this.#plainValues(model, values);
    for (const [name, patch] of Object.entries(lines)) {
      const commands = await this.#commands(await this.#fields.related(model, name), patch);
      const { serverName } = await this.#fields.field(model, name);
      if (commands.length > 0 && serverName !== undefined) written[serverName] = commands;
    }
    return written;
  }

  async #commands(model: string, patch: LinePatch): Promise<unknown[]> {
    const kept = await this.#keptValues(model, patch.change);
    const commands: unknown[] = await this.#removals(model, patch.remove);
    for (const { key, values } of patch.change)
      commands.push([1, toId(key), await this.#plainValues(model, { ...kept.get(key), ...values })]);
    for (const { values } of patch.add) commands.push([0, 0, await this.#plainValues(model, values)]);
    return commands;
  }

  /** Deletes lines, or empties those that Odoo no longer lets go. */
  async #removals(model: string, keys: readonly string[]): Promise<unknown[]> {
    const rule = removalRule(model);
    if (rule === undefined || keys.length === 0) return keys.map((key) => [2, toId(key), 0]);
    const ids = keys.map(toId).filter((id) => typeof id === "number");
    const records = await this.#reader.read(model, ids, [rule.stateField]);
    const states = new Map(records.map((record) => [record.id, record[rule.stateField]]));
    return ids.map((id) => (rule.keptIn.includes(String(states.get(id))) ? [1, id, rule.emptied] : [2, id, 0]));
  }

  /** What lines hold in fields that Odoo would compute anew, by line key. */
  async #keptValues(model: string, changes: LinePatch["change"]): Promise<ReadonlyMap<string, DataRecord>> {
    const needed = changes
      .map(({ key, values }) => ({ key, names: fieldsToKeep(model, Object.keys(values)) }))
      .filter(({ names }) => names.length > 0);
    const ids = needed.map(({ key }) => toId(key)).filter((id) => typeof id === "number");
    const records = await this.#reader.read(model, ids, [...new Set(needed.flatMap(({ names }) => names))]);
    const byKey = new Map(records.map((record) => [String(record.id), record]));
    return new Map(
      needed.map(({ key, names }) => [key, Object.fromEntries(names.map((name) => [name, byKey.get(key)?.[name]]))]),
    );
  }

  async #plainValues(model: string, values: DataRecord): Promise<Record<string, unknown>> {
    const written: Record<string, unknown> = {};
    const chosen: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const field = await this.#fields.field(model, name);
      const plain = await this.#plainValue(model, name, value);
      if (field.serverName === undefined) continue;
      // A "no" leaves the choice itself to the other field, where that is written too.
      if (field.choice === undefined) written[field.serverName] = plain;
      else if (value === true || values[field.serverName] === undefined) chosen[field.serverName] = plain;
    }
    return { ...written, ...chosen };
  }

  async #plainValue(model: string, name: string, value: Value): Promise<unknown> {
    const field = await this.#fields.field(model, name);
    const nested = Array.isArray(value) ? value.some(isNested) : isNested(value);
    if (nested) throw this.#fields.drift(model, `${model}.${name} can be written as a list of lines only`);
    if (Array.isArray(value) && !isListOfRecords(field))
      throw this.#fields.drift(model, `${model}.${name} holds no list`);
    return toOdoo(field, value);
  }
}

function isNested(value: Value): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

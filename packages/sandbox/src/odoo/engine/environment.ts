import type { Journal } from "../../server/journal.ts";
import type { Json, JsonObject } from "../../server/json.ts";
import type { Database } from "./database.ts";
import { unlinkRecords } from "./delete.ts";
import { type Field, isStored, type Value } from "./field.ts";
import type { Host } from "./host.ts";
import type { Model, Row, Values } from "./model.ts";
import { attributeError, missingError, OdooError, valueError } from "./odoo-error.ts";
import { type SearchOptions, searchRecords } from "./search.ts";
import { emptyValue } from "./value-input.ts";
import { createRecord, writeRecord } from "./write.ts";

/** Who calls, when, and with which context. `at` is `YYYY-MM-DD HH:MM:SS.ffffff`, the start of the transaction. */
export type Caller = {
  readonly uid: number;
  readonly at: string;
  readonly context: JsonObject;
  readonly host: Host;
};

type JournalNote = { readonly what: string; readonly record: string; readonly detail: Json };

/** A record that a transaction made or changed; `before` is missing for a new one. */
export type RecordChange = { readonly model: string; readonly id: number; readonly before?: Row["values"] };

/** Access to the records of a database within one transaction. */
export class Environment {
  readonly database: Database;
  readonly caller: Caller;
  readonly #notes: JournalNote[];
  readonly #dirty: Map<string, readonly [model: string, id: number]>;
  readonly #changes: Map<string, RecordChange>;

  constructor(database: Database, caller: Caller, shared?: Environment) {
    this.database = database;
    this.caller = caller;
    this.#notes = shared === undefined ? [] : shared.#notes;
    this.#dirty = shared === undefined ? new Map() : shared.#dirty;
    this.#changes = shared === undefined ? new Map() : shared.#changes;
  }

  /** The same transaction with more context. */
  withContext(context: JsonObject): Environment {
    return new Environment(this.database, { ...this.caller, context: { ...this.caller.context, ...context } }, this);
  }

  /** The start of the transaction in whole seconds, as datetime fields hold it. */
  get now(): string {
    return this.caller.at.slice(0, 19);
  }

  /** The day on which the transaction started. */
  get today(): string {
    return this.caller.at.slice(0, 10);
  }

  model(name: string): Model {
    return this.database.model(name);
  }

  /** The field; ValueError when the model has none of this name. */
  field(model: string, name: string): Field {
    const field = this.model(model).fields[name];
    if (field === undefined) {
      throw valueError(`Invalid field '${name}' on '${model}'`);
    }
    return field;
  }

  exists(model: string, id: number): boolean {
    return this.database.table(model).get(id) !== undefined;
  }

  /** The row; MissingError when it is gone. */
  row(model: string, id: number): Row {
    const row = this.database.table(model).get(id);
    if (row === undefined) {
      throw missingError(model, id, this.caller.uid);
    }
    return row;
  }

  /** A field's value, worked out when it must be. */
  get(model: string, id: number, name: string): Value {
    const row = this.row(model, id);
    if (name === "id") {
      return id;
    }
    const field = this.field(model, name);
    if (field.type === "one2many" && field.compute === undefined) {
      const ids = this.inverseIds(field.relation ?? "", field.relationField ?? "", id);
      return field.only === undefined ? ids : ids.filter((found) => field.only?.(this, found));
    }
    const fresh = field.compute !== undefined && (!isStored(field) || this.#dirty.has(`${model}/${id}`));
    return fresh && field.compute !== undefined ? field.compute(this, id) : (row.values[name] ?? emptyValue(field));
  }

  text(model: string, id: number, name: string): string {
    const value = this.get(model, id, name);
    return value === null ? "" : String(value);
  }

  number(model: string, id: number, name: string): number {
    return Number(this.get(model, id, name) ?? 0);
  }

  flag(model: string, id: number, name: string): boolean {
    return this.get(model, id, name) === true;
  }

  /** The id behind a many2one; undefined when unset. */
  link(model: string, id: number, name: string): number | undefined {
    const value = this.get(model, id, name);
    return typeof value === "number" ? value : undefined;
  }

  /** The ids of an x2many. */
  links(model: string, id: number, name: string): readonly number[] {
    const value = this.get(model, id, name);
    return typeof value === "object" && value !== null ? value : [];
  }

  /** The records of `model` whose many2one `field` is `id`, in the order of their model. */
  inverseIds(model: string, field: string, id: number): readonly number[] {
    const ids = this.database.table(model).find(field, id) ?? [];
    const { fields, order } = this.model(model);
    const shown = "active" in fields ? ids.filter((found) => this.flag(model, found, "active")) : [...ids];
    if ("sequence" in fields) {
      const place = (found: number): number => this.number(model, found, "sequence");
      return shown.sort((left, right) => place(left) - place(right) || left - right);
    }
    return order?.includes("id desc") === true ? shown.reverse() : shown;
  }

  displayName(model: string, id: number): string {
    const { displayName, fields } = this.model(model);
    if (displayName !== undefined) {
      return displayName(this, id);
    }
    const name = fields.name === undefined ? "" : this.text(model, id, "name");
    return name === "" ? `${model},${id}` : name;
  }

  /** The ids that meet the domain. Throws ValueError for an unknown field or a malformed domain. */
  search(model: string, domain: Json, options: SearchOptions = {}): readonly number[] {
    return searchRecords(this, model, domain, options);
  }

  /** Makes a record; `wantedId` is for seeding with ids that are known outside. */
  create(model: string, values: Values, wantedId?: number): number {
    return createRecord(this, model, values, wantedId);
  }

  /** Makes a record that follows from another one; the journal and automations do not hear of it. */
  createFollowing(model: string, values: Values): number {
    const notes = this.#notes.length;
    const id = this.create(model, values);
    this.#notes.length = notes;
    this.#changes.delete(`${model}/${id}`);
    return id;
  }

  write(model: string, ids: readonly number[], values: Values): void {
    for (const id of ids) {
      this.row(model, id);
    }
    this.model(model).beforeWrite?.(this, ids, values);
    for (const id of ids) {
      writeRecord(this, model, id, values);
    }
  }

  unlink(model: string, ids: readonly number[]): void {
    unlinkRecords(this, model, ids);
  }

  /** Calls a method of a model's own. Throws AttributeError when there is none. */
  call(model: string, method: string, ids: readonly number[], keywords: JsonObject = {}): Json | undefined {
    const found = this.model(model).methods?.[method];
    if (found === undefined) {
      throw attributeError(`The method '${model}.${method}' does not exist`);
    }
    for (const id of ids) {
      this.row(model, id);
    }
    return found.run(this, ids, keywords);
  }

  /** Changes stored values with no checks and no journal entry. */
  store(model: string, id: number, values: Row["values"]): void {
    const row = this.row(model, id);
    const stamp = { write_date: this.caller.at, write_uid: this.caller.uid };
    this.database.put(model, { id, values: { ...row.values, ...values, ...stamp } });
  }

  /** Notes an effect; it reaches the journal when the transaction commits. */
  note(what: string, record: string, detail: Json): void {
    this.#notes.push({ what, record, detail });
  }

  /** Runs work that is undone when it throws; answers the error. Other errors than the server's own pass through. */
  attempt(work: () => void): OdooError | undefined {
    const mark = this.database.mark();
    const notes = this.#notes.length;
    const changes = [...this.#changes];
    try {
      work();
      return undefined;
    } catch (error) {
      this.database.rollback(mark);
      this.#notes.length = notes;
      this.#changes.clear();
      for (const [key, change] of changes) {
        this.#changes.set(key, change);
      }
      if (error instanceof OdooError) {
        return error;
      }
      throw error;
    }
  }

  /** Remembers that the record is new, or what it held before its first change in this transaction. */
  noteChange(model: string, id: number, before?: Row["values"]): void {
    const key = `${model}/${id}`;
    if (!this.#changes.has(key)) {
      this.#changes.set(key, { model, id, ...(before === undefined ? {} : { before }) });
    }
  }

  /** The records that the transaction made or changed so far, in the order of their first change. */
  changes(): readonly RecordChange[] {
    return [...this.#changes.values()];
  }

  /** Says that stored computed fields of the record, and of what hangs on it, may be out of date. */
  invalidate(model: string, id: number): void {
    const key = `${model}/${id}`;
    this.#dirty.set(key, [model, id]);
    const pending: (readonly [model: string, id: number])[] = [[model, id]];
    const seen = new Set([key]);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [name, current] = next;
      for (const dependant of this.exists(name, current) ? (this.model(name).dependants?.(this, current) ?? []) : []) {
        const dependantKey = `${dependant[0]}/${dependant[1]}`;
        if (!seen.has(dependantKey)) {
          seen.add(dependantKey);
          // What hangs on a record that is out of date already has been gone through; what came since says so itself.
          if (!this.#dirty.has(dependantKey)) pending.push(dependant);
          this.#dirty.set(dependantKey, dependant);
        }
      }
    }
  }

  /** Writes stored computed fields that changed, then hands the effects to the journal. */
  flush(journal: Journal): void {
    for (const [model, id] of this.#dirty.values()) {
      if (this.exists(model, id)) {
        this.model(model).settle?.(this, id);
        this.#refresh(model, id);
      }
    }
    this.#dirty.clear();
    for (const { what, record, detail } of this.#notes) {
      journal.append(what, record, detail);
    }
  }

  #refresh(model: string, id: number): void {
    const row = this.row(model, id);
    const changes: { [field: string]: Value } = {};
    for (const [name, field] of Object.entries(this.model(model).fields)) {
      if (field.compute !== undefined && isStored(field)) {
        const value = field.compute(this, id);
        if (JSON.stringify(value) !== JSON.stringify(row.values[name] ?? emptyValue(field))) {
          changes[name] = value;
        }
      }
    }
    if (Object.keys(changes).length > 0) {
      this.noteChange(model, id, row.values);
      this.store(model, id, changes);
    }
  }
}

import type { Journal } from "../server/journal.ts";
import { noEntity, plainError } from "./api-error.ts";
import { behaviorOf } from "./business/behaviors.ts";
import type { ActionParameters, Context } from "./business/context.ts";
import { DemandBook } from "./business/demand-book.ts";
import { NumberSequences } from "./business/number-sequences.ts";
import { mirrorInvoices } from "./business/receivable-invoice.ts";
import { DEFAULT_SETTINGS, type TenantSettings } from "./business/settings.ts";
import type { TopLevelEntity } from "./contract/entities.ts";
import { dayOf } from "./record/field-value.ts";
import { guidSource } from "./record/guid-source.ts";
import { type LineIds, Merged, mergeRow } from "./record/merge.ts";
import { keyText, type Row } from "./record/row.ts";
import type { SentRow } from "./record/sent-row.ts";
import { type RowChange, Store } from "./record/store.ts";
import { type Work, Workspace } from "./record/workspace.ts";

/** What a write found or made; with errors in `merged`, nothing was written. */
export type Written = { readonly row: Row; readonly merged: Merged; readonly isNew: boolean };

/** How a write finds its record and whether it may create one. */
export type WriteOptions = {
  readonly work: Work;
  readonly lineIds?: LineIds;
  /** A record that was found by a condition. */
  readonly target?: Row;
  readonly onlyCreate?: boolean;
  readonly onlyUpdate?: boolean;
  readonly quiet?: boolean;
};

const anyLineId: LineIds = { matches: (line, id) => line.id === id };

/** One company's data and rules. */
export class Tenant {
  readonly name: string;
  readonly store: Store;
  readonly demand = new DemandBook();
  readonly numbers = new NumberSequences();
  readonly nextId: () => string;
  settings: TenantSettings = DEFAULT_SETTINGS;
  readonly #now: () => Date;

  constructor(options: {
    readonly name: string;
    readonly journal: Journal;
    readonly now: () => Date;
    readonly seed: number;
  }) {
    this.name = options.name;
    this.#now = options.now;
    this.store = new Store(options.journal);
    this.nextId = guidSource(options.seed);
    this.store.onCommit((changes) => this.demand.follow(changes, this.#now().toISOString()));
  }

  /** Who works when nobody has signed in. */
  systemWork(): Work {
    return {
      user: "admin",
      branch: this.settings.branches[0] ?? "MAIN",
      businessDate: dayOf(this.#now().toISOString()),
    };
  }

  /** Runs work as one transaction: all of it stays, or nothing when it throws or says so. */
  transaction<Result>(
    work: Work,
    run: (context: Context) => Result,
    options: { readonly quiet?: boolean; readonly keep?: (result: Result) => boolean } = {},
  ): { readonly result: Result; readonly changes: readonly RowChange[] } {
    const workspace = new Workspace(this.store, { at: this.#now().toISOString(), work, nextId: this.nextId });
    const context: Context = {
      workspace,
      merged: new Merged(),
      settings: this.settings,
      numbers: this.numbers,
      demand: this.demand,
    };
    const result = run(context);
    const isKept = options.keep?.(result) ?? true;
    if (isKept) {
      mirrorInvoices(context);
    }
    return { result, changes: isKept ? workspace.commit({ quiet: options.quiet === true }) : [] };
  }

  /** Creates or changes a record. Throws ApiError when a precondition does not hold. */
  write(entity: TopLevelEntity, sent: SentRow, options: WriteOptions): Written {
    const { result } = this.transaction(options.work, (context) => this.#write(context, entity, sent, options), {
      quiet: options.quiet === true,
      keep: ({ merged }) => !merged.hasErrors,
    });
    return result;
  }

  /** Deletes a record. Throws ApiError. */
  delete(entity: TopLevelEntity, row: Row, work: Work): void {
    this.transaction(work, (context) => {
      behaviorOf(entity.name).delete?.(context, row);
      context.workspace.delete(entity.name, row);
    });
  }

  /** Runs an action on a record. Throws ApiError. */
  act(entity: TopLevelEntity, id: string, action: string, parameters: ActionParameters, work: Work): void {
    this.transaction(work, (context) => {
      const stored = context.workspace.byId(entity.name, id);
      if (stored === undefined) {
        throw noEntity();
      }
      const run = behaviorOf(entity.name).actions?.[action];
      run?.run(context, context.workspace.edit(entity.name, stored), parameters);
    });
  }

  /** A stored record that sent keys or a sent id name. */
  find(entity: TopLevelEntity, sent: SentRow): Row | undefined {
    if (sent.id !== undefined) {
      return this.store.byId(entity.name, sent.id);
    }
    const keys = entity.keys.map((key) => sent.values[key] ?? this.#implied(entity.name, key));
    return keys.some((key) => keyText(key) === "") ? undefined : this.store.byKey(entity.name, keys);
  }

  #implied(entity: string, key: string): string | undefined {
    const implied: { readonly [place: string]: string } = {
      "SalesOrder.OrderType": "SO",
      "Payment.Type": "Payment",
      "JournalTransaction.Module": "GL",
      "SalesInvoice.Type": "Invoice",
    };
    return implied[`${entity}.${key}`];
  }

  #write(context: Context, entity: TopLevelEntity, sent: SentRow, options: WriteOptions): Written {
    const { workspace, merged } = context;
    const stored = options.target ?? this.find(entity, sent);
    if (stored !== undefined && options.onlyCreate === true) {
      throw plainError(412, "The record already exists.");
    }
    if (stored === undefined && (options.onlyUpdate === true || sent.id !== undefined)) {
      throw options.onlyUpdate === true ? plainError(412, "The record does not exist.") : noEntity();
    }
    const behavior = behaviorOf(entity.name);
    const isNew = stored === undefined;
    const row = isNew ? workspace.insert(entity.name) : workspace.edit(entity.name, stored);
    if (isNew) {
      behavior.create?.(context, row);
    }
    const lineIds = options.lineIds ?? anyLineId;
    mergeRow(row, sent, merged, { nextId: this.nextId, lineIds }, isNew);
    behavior.change?.(context, row, isNew);
    return { row, merged, isNew };
  }
}

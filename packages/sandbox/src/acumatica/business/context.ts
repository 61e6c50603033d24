import { formError } from "../api-error.ts";
import type { Merged } from "../record/merge.ts";
import { keyText, type Row, type Scalar } from "../record/row.ts";
import type { Workspace } from "../record/workspace.ts";
import type { DemandBook } from "./demand-book.ts";
import type { NumberSequences } from "./number-sequences.ts";
import type { TenantSettings } from "./settings.ts";

/** What business rules work with inside one transaction. */
export type Context = {
  readonly workspace: Workspace;
  readonly merged: Merged;
  readonly settings: TenantSettings;
  readonly numbers: NumberSequences;
  readonly demand: DemandBook;
};

/** Parameters of an action, without wrappers. */
export type ActionParameters = { readonly [name: string]: Scalar };

/** An action of a form. A long one runs in the background; a short one is done when the request is. */
export type Action = {
  readonly isLong: boolean;
  /** Works on a draft. Throws ApiError. */
  run(context: Context, row: Row, parameters: ActionParameters): void;
};

/** What the system does with records of one entity. */
export type Behavior = {
  /** Defaults that sent values replace. */
  create?(context: Context, row: Row): void;
  /** Completes and checks a record after sent values were written into it. */
  change?(context: Context, row: Row, isNew: boolean): void;
  /** Checks and follows up a deletion. Throws ApiError. */
  delete?(context: Context, row: Row): void;
  readonly actions?: { readonly [name: string]: Action };
};

/** A background action. */
export function longAction(run: Action["run"]): Action {
  return { isLong: true, run };
}

/** An action that is done at once. */
export function shortAction(run: Action["run"]): Action {
  return { isLong: false, run };
}

/** Ends an action with a message of the form. */
export function refuse(message: string): never {
  throw formError(message, 422);
}

/** Puts an error on a field whose value is not among the choices; writes the choice's own spelling otherwise. */
export function checkChoice(
  { merged }: Context,
  row: Row,
  field: string,
  caption: string,
  find: (value: Scalar) => string | undefined,
): void {
  const value = row.values[field];
  if (value === null || value === undefined) {
    return;
  }
  const found = find(value);
  if (found === undefined) {
    merged.fail(row, field, `'${caption}' '${value}' cannot be found in the system.`);
  } else {
    row.values[field] = found;
  }
}

/** Puts an error on the country of an address that the tenant does not have. */
export function checkCountry(context: Context, address: Row): void {
  const { countries } = context.settings;
  if (countries !== undefined) {
    checkChoice(context, address, "Country", "Country", fromList(countries));
  }
}

/** A choice from a plain list, in any case. */
export function fromList(choices: readonly string[]): (value: Scalar) => string | undefined {
  return (value) => choices.find((choice) => keyText(choice) === keyText(value));
}

/** A choice from the records of a table. */
export function fromTable(context: Context, table: string): (value: Scalar) => string | undefined {
  return (value) => {
    const found = context.workspace.byKey(table, value);
    return found === undefined ? undefined : keyOf(found, table);
  };
}

const KEY_OF: { readonly [table: string]: string } = {
  Customer: "CustomerID",
  CustomerPriceClass: "PriceClassID",
  Warehouse: "WarehouseID",
  ShipVia: "CarrierID",
  PaymentMethod: "PaymentMethodID",
  TaxZone: "TaxZoneID",
  BusinessAccount: "BusinessAccountID",
};

function keyOf(row: Row, table: string): string {
  return String(row.values[KEY_OF[table] ?? ""] ?? "");
}

/** Puts an error on a field without a value. */
export function requireField({ merged }: Context, row: Row, field: string, caption: string): void {
  if (row.values[field] === null || row.values[field] === undefined) {
    merged.fail(row, field, `'${caption}' cannot be empty.`);
  }
}

/** Puts an error on a field whose value is none of the labels. */
export function checkLabel({ merged }: Context, row: Row, field: string, labels: readonly string[]): void {
  const value = row.values[field];
  if (value !== null && value !== undefined && !labels.includes(String(value))) {
    merged.fail(row, field, `'${value}' is not in the list of allowed values: ${labels.join(", ")}.`);
  }
}

/** The item of this id, stock or not. */
export function itemOf(context: Context, id: Scalar | undefined): Row | undefined {
  return context.workspace.byKey("StockItem", id) ?? context.workspace.byKey("NonStockItem", id);
}

/** The financial period `MMYYYY` of a day. */
export function periodOf(instant: string): string {
  return `${instant.slice(5, 7)}${instant.slice(0, 4)}`;
}

/** Puts an error on a date whose financial period takes no documents. */
export function checkPeriod({ merged, settings }: Context, row: Row, field: string): void {
  const value = row.values[field];
  if (typeof value !== "string") {
    return;
  }
  const period = periodOf(value);
  const shown = `${period.slice(0, 2)}-${period.slice(2)}`;
  if (settings.closedPeriods.includes(period)) {
    merged.fail(row, field, `The ${shown} financial period is closed.`);
  } else if (settings.inactivePeriods.includes(period)) {
    merged.fail(row, field, `The ${shown} financial period is inactive.`);
  }
}

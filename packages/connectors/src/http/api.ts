import { OPERATION_EFFECTS, type OperationEffect, type Value } from "@xmap/contract";
import type { JsonObject } from "../shared/json-shape.ts";

export type PagingStyle = "none" | "page" | "offset" | "cursor" | "link";

/** How a list is read page by page. */
export interface Paging {
  readonly style: PagingStyle;
  /** The parameter of the page's number, of the first row's, or of the cursor. */
  readonly parameter: string | undefined;
  /** The parameter of the page's size. */
  readonly size: string | undefined;
  readonly largest: number;
  /** The number of the first page. */
  readonly first: number;
  /** Where an answer holds the next cursor or address; a Link header when undefined. */
  readonly next: string | undefined;
}

export interface ChangeParameter {
  readonly parameter: string;
  /** The field that holds the stamp of the last change. */
  readonly field: string;
}

/** A request on one record that is neither a read nor a plain write. */
export interface ApiOperation {
  readonly path: string;
  readonly description: string;
  /** Fields and the values of which one says that there is nothing left to do. */
  readonly doneWhen: ReadonlyMap<string, readonly Value[]>;
  readonly effects: readonly OperationEffect[];
  readonly reversible: boolean;
  /** Schema of the request. */
  readonly arguments: unknown;
}

export interface ApiResource {
  readonly name: string;
  readonly description: string;
  /** Path of the list, and of its creates. */
  readonly path: string;
  /** The path of one record with its parameter in braces. */
  readonly itemPath: string | undefined;
  /** The field that holds the key. */
  readonly key: string;
  readonly lists: boolean;
  readonly creates: boolean;
  readonly updates: "PATCH" | "PUT" | undefined;
  /** True when a patch is a JSON Merge Patch, so that records in it are merged by the API. */
  readonly mergesPatches: boolean;
  /** Pointers to the rows in a list's answer, and to the record in an item's. */
  readonly items: string;
  readonly record: string;
  readonly paging: Paging;
  /** Parameters that every request of the list has, such as the order of its rows. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly changes: ChangeParameter | undefined;
  /** Query parameters by the field that they search. */
  readonly search: ReadonlyMap<string, string>;
  readonly idempotencyHeader: string | undefined;
  readonly operations: ReadonlyMap<string, ApiOperation>;
  /** Schema of a record. */
  readonly schema: unknown;
}

/** A request that is bound to no record. */
export interface ApiInvocation {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly description: string;
  readonly effects: readonly OperationEffect[];
  readonly isNatural: boolean;
  readonly arguments: unknown;
  readonly answer: unknown;
  /** Where the answer's value stands. */
  readonly record: string;
  readonly idempotencyHeader: string | undefined;
}

export interface Api {
  readonly document: JsonObject;
  readonly resources: ReadonlyMap<string, ApiResource>;
  readonly invocations: ReadonlyMap<string, ApiInvocation>;
  /** Where answers tell of an error in words; the usual places when undefined. */
  readonly errorMessage: string | undefined;
  /** The path that tells whether the API is there. */
  readonly probe: string | undefined;
}

/** The known effects that an extension lists. */
export function effectsIn(extension: JsonObject): readonly OperationEffect[] {
  const listed: readonly unknown[] = Array.isArray(extension.effects) ? extension.effects : [];
  return OPERATION_EFFECTS.filter((effect) => listed.includes(effect));
}

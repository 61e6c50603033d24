import type { CreateRequest, ReadRequest, SearchRequest } from "./connector.ts";
import type { DataRecord } from "./values.ts";

/** What a system can do for many records in one request. The engine joins calls that are asked for at the same time. */
export interface ManyAtOnce {
  /** So many records at most in one request. */
  readonly limit: number;
  /** Records in the order of the keys; undefined for those that are not there. */
  read?(request: ReadManyRequest): Promise<readonly (DataRecord | undefined)[]>;
  /** What each match finds, in the order of the matches. All matches name the same fields. */
  search?(request: SearchManyRequest): Promise<readonly (readonly DataRecord[])[]>;
  /** The keys of the new records in the order of `creates`. All are made or none. */
  create?(request: CreateManyRequest): Promise<readonly (readonly string[])[]>;
}

export interface ReadManyRequest extends Omit<ReadRequest, "key"> {
  readonly keys: readonly (readonly string[])[];
}

export interface SearchManyRequest extends Omit<SearchRequest, "match"> {
  readonly matches: readonly DataRecord[];
}

export interface CreateManyRequest {
  readonly resource: string;
  readonly creates: readonly Omit<CreateRequest, "resource">[];
}

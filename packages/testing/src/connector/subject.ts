import type {
  Clock,
  Connector,
  ConnectorSession,
  ConnectorSettings,
  DataRecord,
  FailureClass,
  FailureDetails,
  LinePatch,
  Value,
  WebhookRequest,
} from "@xmap/contract";
import type { FailureRow } from "./failure-table.ts";
import type { StageClock } from "./suite-clock.ts";
import type { Wire, WireAnswer, WireRequest } from "./wire.ts";

/** What a connector or its system cannot do, with the reason that the report shows. */
export interface NotOffered {
  readonly notOffered: string;
}

export type Key = readonly string[];
type Awaitable<Result> = Result | Promise<Result>;

/** A running system, the way to it, and a session with it. */
export interface Stage<Server> {
  readonly server: Server;
  readonly session: ConnectorSession;
  /** The clock of system and session: it stands still unless somebody waits or moves it, or the subject has its own. */
  readonly clock: StageClock;
  /** The way between them; undefined where the subject has none. */
  readonly wire: Wire | undefined;
  /** Another session, closed with the stage. */
  open(more?: Partial<Pick<ConnectorSettings, "options" | "timeoutMilliseconds">>): ConnectorSession;
}

/** A part of the contract, or the reason why there is none. */
type Part<Content> = Content | NotOffered;

/** What the suites need to know of a connector and of the system that it is tried with. */
export interface ConnectorSubject<Server> {
  /** Names the connector in the report. */
  readonly name: string;
  readonly connector: Connector;
  /** The time of a system whose clock cannot be given; one that stands still until it is moved unless given. */
  clock?(): StageClock;
  /** Starts an empty system whose time is this clock's. */
  start(clock: Clock): Awaitable<Server>;
  stop(server: Server): Awaitable<void>;
  /** The system's address, when it is reached over HTTP: faults and counts happen on the way to it. */
  readonly wire: Part<{ address(server: Server): string }>;
  /** Options of the `system` declaration; `address` is that of the way to the system, empty where there is none. */
  options(server: Server, address: string): ConnectorSettings["options"];
  /** The folder that relative file options start from; the current one unless given. */
  projectFolder?(server: Server): string;
  /** Values of options that no message may hold. */
  readonly secrets: readonly string[];
  readonly read: ReadSubject<Server>;
  readonly search: Part<SearchSubject<Server>>;
  readonly list: Part<ListSubject<Server>>;
  readonly changes: Part<readonly ChangesSubject<Server>[]>;
  readonly lookup: Part<LookupSubject<Server>>;
  readonly create: Part<CreateSubject<Server>>;
  readonly update: Part<UpdateSubject<Server>>;
  readonly lines: Part<LinesSubject<Server>>;
  readonly upsert: Part<UpsertSubject>;
  /** By `RESOURCE OPERATION`; every operation of the description has an entry. */
  readonly operations: Readonly<Record<string, Part<OperationSubject<Server>>>>;
  readonly failures: Part<FailureSubject<Server>>;
  readonly webhook: Part<WebhookSubject>;
  /** Seats that the system counts, when it does: 0 after the session is closed. */
  readonly seats: Part<(server: Server) => number>;
}

/** Values that are read in one piece. */
export const READ_CASES = ["unicode", "decimal", "bigNumber", "emptyText", "emptyList", "instant", "archived"] as const;
export type ReadCaseName = (typeof READ_CASES)[number];

export interface ReadCase<Server> {
  /** Where it is not the one of the other cases. */
  readonly resource?: string;
  /** The dotted field that holds the value. */
  readonly field: string;
  /** What is expected, where it is not the suite's own sample. */
  readonly expected?: Value;
  /** Puts a record with this value into the system; answers its key. */
  make(stage: Stage<Server>, sample: Value): Awaitable<Key>;
}

export interface ReadSubject<Server> {
  readonly resource: string;
  /** A key of the right form that no record has. */
  readonly missingKey: Key;
  readonly cases: Readonly<Record<ReadCaseName, Part<ReadCase<Server>>>>;
}

export interface SearchSubject<Server> {
  readonly resource: string;
  readonly fields: readonly string[];
  /** Puts a record into the system that is known by this text; answers its key. */
  make(stage: Stage<Server>, text: string): Awaitable<Key>;
  /** Fields that find it. */
  match(text: string): DataRecord;
  /** Key fields, by which what was found is told apart. */
  readonly keyFields: readonly string[];
  /** Two fields at once: a record that has the first text and another second one must not come. */
  readonly several: Part<{
    make(stage: Stage<Server>, first: string, second: string): Awaitable<Key>;
    match(first: string, second: string): DataRecord;
  }>;
  /** Whether records with the same text can be made, so that `limit` can be tried. */
  readonly repeats: Part<true>;
}

export interface ListSubject<Server> {
  readonly resource: string;
  readonly fields: readonly string[];
  readonly keyFields: readonly string[];
  make(stage: Stage<Server>, text: string): Awaitable<Key>;
  readonly remove: Part<(stage: Stage<Server>, key: Key) => Awaitable<void>>;
}

export interface ChangesSubject<Server> {
  readonly resource: string;
  make(stage: Stage<Server>, text: string): Awaitable<Key>;
  /** Changes a record as staff do. */
  change(stage: Stage<Server>, key: Key, text: string): Awaitable<void>;
  /** How many milliseconds back a late commit may be stamped and still be found. */
  readonly lateCommit: Part<{ readonly milliseconds: number }>;
  /** How many records one moment has in the crowd test; 500 unless the system is too slow for it. */
  readonly crowd?: number;
}

export interface LookupSubject<Server> {
  readonly resource: string;
  readonly column: string;
  readonly result: string;
  /** The key under which the text is looked up; the text itself unless given. */
  readonly keyOf?: (text: string) => string;
  /** Makes a record that is known by this text; answers what the lookup is to find. */
  make(stage: Stage<Server>, text: string): Awaitable<Value>;
  /** Whether several records can have the same text. */
  readonly repeats: Part<true>;
  readonly several: Part<{
    readonly columns: readonly string[];
    make(stage: Stage<Server>, first: string, second: string): Awaitable<Value>;
  }>;
  /** At most so many calls for 50 keys. */
  readonly callsForFifty: Part<number>;
}

type IsCommit = (request: WireRequest) => boolean;

export interface CreateSubject<Server> {
  readonly resource: string;
  values(stage: Stage<Server>, text: string): Awaitable<DataRecord>;
  readonly lines?: (stage: Stage<Server>, text: string) => Awaitable<Readonly<Record<string, LinePatch>>>;
  /** Fields that find it again by what was sent; or a count of such records, where the system has no search for them. */
  readonly found: ((text: string) => DataRecord) | { count(stage: Stage<Server>, text: string): Awaitable<number> };
  /** Fields to read, and what they hold of what was sent. */
  expected(text: string): DataRecord;
  /** The request that carries it out. */
  readonly commits: IsCommit;
}

export interface UpdateSubject<Server> {
  readonly resource: string;
  make(stage: Stage<Server>): Awaitable<Key>;
  readonly patch: DataRecord;
  /** What a change of a record that is not there is; NotFound unless the system cannot tell. */
  readonly missingIs?: FailureClass;
  /** Fields that the patch does not name and that keep what they hold. */
  readonly untouched: readonly string[];
  readonly commits: IsCommit;
}

export interface LinesSubject<Server> {
  readonly resource: string;
  /** The list of lines and the field of a line that tells them apart. */
  readonly field: string;
  readonly lineKey: string;
  /** What a read asks for to see the lines. */
  readonly fields: readonly string[];
  readonly joins?: readonly string[];
  /** A record with one line that tells `first`. */
  make(stage: Stage<Server>, first: string): Awaitable<Key>;
  /** Values of a line to add. */
  line(stage: Stage<Server>, text: string): Awaitable<DataRecord>;
  /** A patch of a line, and how the line tells text. */
  change(text: string): DataRecord;
  tells(line: DataRecord): Value | undefined;
  readonly removes: Part<true>;
}

export interface UpsertSubject {
  readonly resource: string;
  readonly key: Key;
  values(text: string): DataRecord;
  readonly match: (text: string) => DataRecord;
  readonly commits: IsCommit;
}

export interface OperationSubject<Server> {
  /** A record on which the operation can be carried out; answers its key. */
  start(stage: Stage<Server>): Awaitable<Key>;
  readonly arguments?: DataRecord;
  /** The request that carries it out. */
  readonly commits: IsCommit;
  /** All requests that write, where an operation takes several: each in turn loses its answer. */
  readonly steps?: IsCommit;
  /** What the system holds in the end, where the operation makes more than a state: equal whatever was lost. */
  outcome?(stage: Stage<Server>, key: Key): Awaitable<unknown>;
}

/** How one failure looks from outside. */
export type ExpectedFailure = Pick<FailureDetails, "class" | "effect" | "scope"> & {
  /** `now`, `never`, `whenHealed`, or milliseconds to wait. */
  readonly retry: "now" | "never" | "whenHealed" | number;
};

export interface FailureSubject<Server> {
  /** Reads one record; called once before anything fails. */
  prepareRead(stage: Stage<Server>): Awaitable<() => Promise<unknown>>;
  prepareWrite: Part<(stage: Stage<Server>) => Awaitable<() => Promise<unknown>>>;
  /** Tells requests that write. */
  readonly writes: IsCommit;
  /** The system's own answer of this kind, with these words in it. */
  answer(kind: RefusalKind, words: string): WireAnswer | NotOffered;
  /** How large an answer may be; 32 MiB unless given. */
  readonly largestAnswerBytes?: number;
  /** Milliseconds in which the system answers for sure; 400 unless given. */
  readonly shortTimeout?: number;
  /** Rows that this connector answers otherwise, each with the reason. */
  readonly differs?: Partial<Readonly<Record<FailureRow, Difference>>>;
}

export interface Difference {
  readonly because: string;
  readonly read?: Partial<ExpectedFailure>;
  readonly write?: Partial<ExpectedFailure>;
  /** True where a read answers that there is no record instead of failing. */
  readonly readsNothing?: true;
}

export const REFUSAL_KINDS = ["unauthorized", "forbidden", "notFound", "conflict", "invalid", "broken"] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

export interface WebhookSubject {
  /** Options that webhooks need, with the secret. */
  readonly options: ConnectorSettings["options"];
  /** A webhook about a record, signed with the secret at that time. */
  sign(parts: { readonly seconds: number; readonly text: string; readonly isForged: boolean }): WebhookRequest;
  /** Texts: about `keys`, of another type, and no JSON. */
  readonly about: string;
  readonly keys: readonly Key[];
  readonly resource: string;
  readonly unknown: string;
  /** What becomes of an unknown type: a failure, or no records. */
  readonly unknownIs: FailureClass | "no records";
  /** Whether the signature covers the body, and an age. */
  readonly coversBody: Part<true>;
  readonly coversTime: Part<true>;
}

/** Says that something cannot be done, and why. */
export function notOffered(reason: string): NotOffered {
  return { notOffered: reason };
}

/** True for a reason in place of a part. */
export function isNotOffered<Content>(part: Content | NotOffered): part is NotOffered {
  return typeof part === "object" && part !== null && "notOffered" in part;
}

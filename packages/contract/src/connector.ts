import type { ConnectorDescription } from "./connector-description.ts";
import type { ConnectorDiagnosis } from "./connector-diagnosis.ts";
import type { ConnectorWebhooks } from "./connector-webhooks.ts";
import type { ManyAtOnce } from "./many-at-once.ts";
import type { Clock, Random } from "./ports.ts";
import type { AuthorizationFlow, TokenStore } from "./token-store.ts";
import type { DataRecord, Value } from "./values.ts";

/** Makes sessions with one kind of system. Connectors hold no field of another system and no policy. */
export interface Connector {
  readonly description: ConnectorDescription;
  open(settings: ConnectorSettings): ConnectorSession;
  /** Present where a person can let the connector in by a browser; undefined when these options sign in otherwise. */
  authorization?(settings: ConnectorSettings, random: Random): AuthorizationFlow | undefined;
}

export interface ConnectorSettings {
  /** The declared instance's name, used in failures. */
  readonly system: string;
  /** The options of the `system` declaration with `env` and `secret` filled in. */
  readonly options: Readonly<Record<string, string | number | boolean | null>>;
  readonly clock: Clock;
  /** Milliseconds after which a request fails as Timeout. */
  readonly timeoutMilliseconds: number;
  /** Folder that relative file options start from. */
  readonly projectFolder: string;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly authorities?: string;
  /** Keeps tokens that the system replaces; absent where nothing can be kept. */
  readonly tokens?: TokenStore;
}

/** Which installation answers: the store remembers the fingerprint and refuses another one. */
export interface EnvironmentIdentity {
  readonly fingerprint: string;
  /** For people: address and name. */
  readonly label: string;
}

/** Every method rejects with a Failure and with nothing else. */
export interface ConnectorSession {
  /** Asks the system who it is; cheap, and the probe by which a paused system is found to be back. */
  identify(): Promise<EnvironmentIdentity>;
  /** Reads its secrets again; true when they have changed since the session last used them. */
  renew?(): Promise<boolean>;
  /** Present where the system tells until when its key is good: milliseconds since 1970, undefined when it has no end. */
  keyExpires?(): Promise<number | undefined>;
  /** What this installation offers. */
  capabilities(): Promise<readonly string[]>;
  /** The record as it is now, archived ones included; undefined when there is none. */
  read(request: ReadRequest): Promise<DataRecord | undefined>;
  /** Records whose fields equal all of `match`, archived ones included, at most `limit`. */
  search(request: SearchRequest): Promise<readonly DataRecord[]>;
  /** Keys of records changed since the cursor; never misses one, may repeat some. */
  readChanged(request: ChangesRequest): Promise<ChangesPage>;
  /** For each key (a value per column) the results of all records found, in one or few calls. */
  lookup(request: LookupRequest): Promise<readonly (readonly Value[])[]>;
  /** Creates a record and answers its key. The caller has looked before; `writeKey` is passed on where the system honours one. */
  create(request: CreateRequest): Promise<readonly string[]>;
  /** Changes the fields of the patch and nothing else. */
  update(request: UpdateRequest): Promise<void>;
  /** Fields that the operation's done-when test needs. */
  operationFields(resource: string, operation: string): readonly string[];
  /** The done-when test over a record as read. */
  operationDone(request: OperationTest): boolean;
  /** Carries the operation out once; the caller tests before and after. */
  operate(request: OperationRequest): Promise<void>;
  /**
   * Present where the system itself finds a record by key fields and creates or changes it in one request: answers the
   * record as it is afterwards, undefined when this resource cannot be written like that.
   */
  upsert?(request: UpsertRequest): Promise<DataRecord | undefined>;
  /** Present where the system takes many records in one request. */
  readonly many?: ManyAtOnce;
  /**
   * Present where all records can be paged through in few calls, archived ones included. Each record that is there from
   * the first page to the last comes at least once.
   */
  list?(request: ListRequest): Promise<ListPage>;
  /** Present where messages can be sent: hands one over to people. */
  notify?(request: NotifyRequest): Promise<void>;
  /**
   * Present where the system itself tells the form of its records: documents as `xmap pull --from` reads them, of the
   * named resources and of those that their lines consist of.
   */
  schemaDocuments?(resources: readonly string[]): Promise<readonly SchemaDocument[]>;
  /**
   * Present where only the system or its own documents tell what can be done with it: the connector's description with
   * the named resources, and with all invocations. `xmap pull` writes it instead of the connector's own.
   */
  describe?(resources: readonly string[]): Promise<ConnectorDescription>;
  /** Present where the system answers questions that are bound to no record. */
  invoke?(request: InvocationRequest): Promise<Value>;
  /** Present where the system tells about itself and its rights: looks at the named resources, and changes nothing. */
  diagnose?(resources: readonly string[]): Promise<ConnectorDiagnosis>;
  /** Present where webhooks can be set up in the system from here. */
  readonly webhooks?: ConnectorWebhooks;
  /**
   * Present where only people can set webhooks up in the system: what they have to enter so that it tells this address
   * (`https://host/webhooks/erp`) about changes of these resources, a sentence each and without the secret itself.
   */
  webhookSetup?(address: string, resources: readonly string[]): readonly string[];
  /**
   * Present where an installation keeps the system for itself: makes a copy of it in the folder and answers a session over
   * that, in which a dry run may write.
   */
  copyFor?(folder: string): Promise<ConnectorSession>;
  /** Checks a webhook's signature and shape; rejects with Unauthorized or Invalid. */
  verifyWebhook(request: WebhookRequest): WebhookHints;
  close(): Promise<void>;
}

export interface ReadRequest {
  readonly resource: string;
  readonly key: readonly string[];
  /** Dotted field names that are needed; a connector may deliver more. */
  readonly fields: readonly string[];
  readonly joins: readonly string[];
}

export interface SearchRequest {
  readonly resource: string;
  readonly match: DataRecord;
  readonly fields: readonly string[];
  readonly limit: number;
}

export interface ListRequest {
  readonly resource: string;
  /** Dotted field names that are needed; a connector may deliver more. */
  readonly fields: readonly string[];
  readonly joins: readonly string[];
  /** What the page before answered; undefined for the first one. */
  readonly cursor: string | undefined;
  /** At most so many records on a page. */
  readonly limit: number;
}

/** A document that tells the form of records: an answer of `fields_get`, an OpenAPI document, OData metadata. */
export interface SchemaDocument {
  /** A file name; of a document about one resource, the resource's. */
  readonly name: string;
  readonly text: string;
}

export interface ListPage {
  readonly records: readonly DataRecord[];
  /** Undefined after the last page. */
  readonly next: string | undefined;
}

export interface ChangesRequest {
  readonly resource: string;
  /** What an earlier page answered; undefined at the very first time. */
  readonly cursor: string | undefined;
  readonly limit: number;
}

export interface ChangedRecord {
  readonly key: readonly string[];
  /** The system's own stamp of the change. */
  readonly stamp: string;
  /** False while another change could still get the same stamp; the caller then reads it again. */
  readonly settled: boolean;
  /** Fields that the page carries anyway, for triggers that point elsewhere (`at product_id`). */
  readonly record: DataRecord;
}

export interface ChangesPage {
  readonly changed: readonly ChangedRecord[];
  readonly cursor: string;
  /** True when the next page can be asked for at once. */
  readonly more: boolean;
}

export interface LookupRequest {
  readonly resource: string;
  /** Dotted names; a dot goes through a reference. */
  readonly columns: readonly string[];
  readonly result: string;
  readonly keys: readonly (readonly Value[])[];
}

/** A list whose lines have identities, as a patch carries it. */
export interface LinePatch {
  readonly add: readonly { readonly identity: string; readonly values: DataRecord }[];
  readonly change: readonly { readonly key: string; readonly values: DataRecord }[];
  readonly remove: readonly string[];
}

export interface CreateRequest {
  readonly resource: string;
  readonly values: DataRecord;
  /** Lists of lines by field name. */
  readonly lines: Readonly<Record<string, LinePatch>>;
  readonly writeKey: string;
}

export interface UpdateRequest {
  readonly resource: string;
  readonly key: readonly string[];
  readonly values: DataRecord;
  readonly lines: Readonly<Record<string, LinePatch>>;
  readonly writeKey: string;
}

/** The values of the key fields, by which the system finds the record, are among `values`. */
export interface UpsertRequest {
  readonly resource: string;
  readonly key: readonly string[];
  readonly values: DataRecord;
  readonly lines: Readonly<Record<string, LinePatch>>;
  readonly writeKey: string;
}

export interface NotifyRequest {
  /** What stands after the system's name: `sales` of `notify team.sales`; empty for the system's usual receiver. */
  readonly channel: string;
  /** One line; mail uses it as its subject. */
  readonly title: string;
  readonly text: string;
  /** Equal for repeats of one message: receivers that honour it drop the second one. */
  readonly messageKey: string;
  /** For machines: a CloudEvents envelope, where the message is an alert. */
  readonly event?: DataRecord;
}

export interface OperationTest {
  readonly resource: string;
  readonly operation: string;
  readonly record: DataRecord;
  readonly arguments: DataRecord;
}

export interface OperationRequest {
  readonly resource: string;
  readonly key: readonly string[];
  readonly operation: string;
  readonly arguments: DataRecord;
  readonly writeKey: string;
}

export interface InvocationRequest {
  /** A name of the description's `invocations`. */
  readonly invocation: string;
  readonly arguments: DataRecord;
  /** Equal for repeats of one invocation, passed on where the system honours one. */
  readonly writeKey: string;
}

export interface WebhookRequest {
  /** What stands in the address after `/webhooks/<system>/`, for senders that can be told an address only. */
  readonly path?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface WebhookHints {
  /** The sender's own event id, for deduplication. */
  readonly event: string;
  readonly records: readonly WebhookRecord[];
}

/** A record that a webhook is about. */
export interface WebhookRecord {
  readonly resource: string;
  readonly key: readonly string[];
  /** The whole record, from systems that can only push: it is kept with the event and not read again. */
  readonly content?: DataRecord;
}

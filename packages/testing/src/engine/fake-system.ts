import {
  type ChangesPage,
  type ConnectorSession,
  type DataRecord,
  type EnvironmentIdentity,
  Failure,
  type FailureClass,
  type InvocationRequest,
  type LinePatch,
  type ListPage,
  sameValue,
  type Value,
  valueAt,
} from "@xmap/contract";

type Method =
  | "identify"
  | "read"
  | "search"
  | "readChanged"
  | "list"
  | "lookup"
  | "create"
  | "update"
  | "upsert"
  | "operate"
  | "invoke";
type Mutable = Record<string, Value | undefined>;

interface Fault {
  readonly method: Method;
  readonly failure: Failure;
  /** True when the work is done and only the answer is lost. */
  readonly afterwards: boolean;
  times: number;
}

/** A system in memory: records by resource, a log of calls, and faults on demand. */
export class FakeSystem implements ConnectorSession {
  readonly calls: { readonly method: Method; readonly detail: Value | undefined }[] = [];
  readonly resources = new Map<string, Map<string, Mutable>>();
  identity: EnvironmentIdentity;
  offers: readonly string[] = [];
  changes: readonly ChangesPage[] = [];
  /** What calls of the system itself answer. */
  answer: Value = null;
  /** Awaited before each call of a method: a gate for tests. */
  readonly gates = new Map<Method, () => Promise<void>>();
  readonly name: string;
  #faults: Fault[] = [];
  #nextId = 100;

  constructor(name: string) {
    this.name = name;
    this.identity = { fingerprint: `${name}-1`, label: `http://${name}` };
  }

  put(resource: string, record: DataRecord): void {
    this.records(resource).set(String(record.id), structuredClone(record) as Mutable);
  }

  records(resource: string): Map<string, Mutable> {
    const records = this.resources.get(resource) ?? new Map<string, Mutable>();
    this.resources.set(resource, records);
    return records;
  }

  all(resource: string): readonly Mutable[] {
    return [...this.records(resource).values()];
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  fail(
    method: Method,
    kind: FailureClass,
    options: { readonly times?: number; readonly afterwards?: boolean; readonly message?: string } = {},
  ): void {
    const { times = 1, afterwards = false, message = `${kind} in ${this.name}` } = options;
    const failure = new Failure({ class: kind, system: this.name, operation: method, message });
    this.#faults.push({ method, failure, afterwards, times });
  }

  heal(): void {
    this.#faults = [];
  }

  identify(): Promise<EnvironmentIdentity> {
    return this.#do("identify", undefined, () => this.identity);
  }

  async capabilities(): Promise<readonly string[]> {
    return this.offers;
  }

  read(request: Parameters<ConnectorSession["read"]>[0]): Promise<DataRecord | undefined> {
    return this.#do("read", request.key.join(","), () => {
      const record = this.records(request.resource).get(request.key.join(","));
      return record === undefined ? undefined : structuredClone(record);
    });
  }

  search(request: Parameters<ConnectorSession["search"]>[0]): Promise<readonly DataRecord[]> {
    return this.#do("search", request.match, () =>
      this.all(request.resource)
        .filter((record) =>
          Object.entries(request.match).every(([field, value]) => sameValue(record[field] ?? null, value)),
        )
        .slice(0, request.limit)
        .map((record) => structuredClone(record)),
    );
  }

  readChanged(request: Parameters<ConnectorSession["readChanged"]>[0]): Promise<ChangesPage> {
    return this.#do("readChanged", request.cursor, () => {
      const index = request.cursor === undefined ? 0 : Number(request.cursor);
      return this.changes[index] ?? { changed: [], cursor: String(index), more: false };
    });
  }

  list({ resource, cursor, limit }: Parameters<NonNullable<ConnectorSession["list"]>>[0]): Promise<ListPage> {
    return this.#do("list", resource, () => {
      const after = cursor === undefined ? Number.NEGATIVE_INFINITY : Number(cursor);
      const rest = this.all(resource)
        .filter((record) => Number(record.id) > after)
        .sort((left, right) => Number(left.id) - Number(right.id));
      const records = rest.slice(0, limit).map((record) => structuredClone(record) as DataRecord);
      return { records, next: rest.length > limit ? String(records.at(-1)?.id) : undefined };
    });
  }

  lookup(request: Parameters<ConnectorSession["lookup"]>[0]): Promise<readonly (readonly Value[])[]> {
    return this.#do("lookup", request.keys, () =>
      request.keys.map((key) =>
        this.all(request.resource)
          .filter((record) =>
            request.columns.every((column, index) => sameValue(valueAt(record, column.split(".")), key[index])),
          )
          .map((record) => record[request.result] ?? null),
      ),
    );
  }

  create(request: Parameters<ConnectorSession["create"]>[0]): Promise<readonly string[]> {
    return this.#do("create", request.values, () => {
      const id = this.#id();
      const record: Mutable = { ...structuredClone(request.values), id };
      for (const [field, patch] of Object.entries(request.lines)) record[field] = this.#patched([], patch);
      this.records(request.resource).set(String(id), record);
      return [String(id)];
    });
  }

  update(request: Parameters<ConnectorSession["update"]>[0]): Promise<void> {
    return this.#do(
      "update",
      { values: request.values, lines: JSON.parse(JSON.stringify(request.lines)) as Value },
      () => {
        const record = this.records(request.resource).get(request.key.join(","));
        if (record === undefined)
          throw new Failure({ class: "NotFound", system: this.name, operation: "update", message: "gone" });
        Object.assign(record, structuredClone(request.values));
        for (const [field, patch] of Object.entries(request.lines))
          record[field] = this.#patched((record[field] ?? []) as readonly DataRecord[], patch);
      },
    );
  }

  /** The system finds by key itself; tests that want it give it to a session as `upsert`. */
  upsertByKey(request: Parameters<NonNullable<ConnectorSession["upsert"]>>[0]): Promise<DataRecord | undefined> {
    return this.#do("upsert", request.values, () => {
      const fits = (record: Mutable): boolean =>
        request.key.every((field) => sameValue(record[field] ?? null, request.values[field] ?? null));
      const found = this.all(request.resource).find(fits);
      const record: Mutable = found ?? { id: this.#id() };
      Object.assign(record, structuredClone(request.values));
      for (const [field, patch] of Object.entries(request.lines)) record[field] = this.#patched([], patch);
      this.records(request.resource).set(String(record.id), record);
      return structuredClone(record);
    });
  }

  operationFields(): readonly string[] {
    return ["state"];
  }

  operationDone({ operation, record }: Parameters<ConnectorSession["operationDone"]>[0]): boolean {
    return record.state === operation;
  }

  operate(request: Parameters<ConnectorSession["operate"]>[0]): Promise<void> {
    return this.#do("operate", request.operation, () => {
      const record = this.records(request.resource).get(request.key.join(","));
      if (record !== undefined) record.state = request.operation;
    });
  }

  invoke({ invocation, arguments: given, writeKey }: InvocationRequest): Promise<Value> {
    return this.#do("invoke", { invocation, given, writeKey }, () => this.answer);
  }

  verifyWebhook({
    headers,
    body,
  }: Parameters<ConnectorSession["verifyWebhook"]>[0]): ReturnType<ConnectorSession["verifyWebhook"]> {
    const refuse = (kind: FailureClass, message: string): Failure =>
      new Failure({ class: kind, system: this.name, operation: "webhook", message });
    if (headers["x-signature"] !== "good") throw refuse("Unauthorized", "the signature is wrong");
    const text = new TextDecoder().decode(body);
    if (!/^\d+$/.test(text)) throw refuse("Invalid", "the body is no order number");
    return { event: headers["x-event"] ?? "none", records: [{ resource: "orders", key: [text] }] };
  }

  async close(): Promise<void> {}

  async #do<Result>(method: Method, detail: Value | undefined, work: () => Result): Promise<Result> {
    this.calls.push({ method, detail });
    await this.gates.get(method)?.();
    const fault = this.#faults.find((one) => one.method === method && one.times > 0);
    if (fault === undefined) return work();
    fault.times -= 1;
    if (fault.afterwards) work();
    throw fault.failure;
  }

  #patched(lines: readonly DataRecord[], patch: LinePatch): readonly DataRecord[] {
    const removed = new Set(patch.remove);
    const kept = lines
      .filter((line) => !removed.has(String(line.id)))
      .map((line) => ({ ...line, ...patch.change.find((change) => change.key === String(line.id))?.values }));
    return [...kept, ...patch.add.map(({ values }) => ({ ...values, id: this.#id() }))];
  }

  #id(): number {
    this.#nextId += 1;
    return this.#nextId;
  }
}

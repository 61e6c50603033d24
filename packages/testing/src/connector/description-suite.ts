import { Failure } from "@xmap/contract";
import { expect, test } from "vitest";
import { failureOf, startStage } from "./stage.ts";
import { type ConnectorSubject, isNotOffered } from "./subject.ts";

/** What the connector says of itself, and who the system is. */
export function describeDescription<Server>(subject: ConnectorSubject<Server>): void {
  const { description } = subject.connector;

  test("the description is data: JSON keeps all of it", () => {
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
  });

  test("options whose values are secrets are marked as such", async () => {
    const { server, wire } = await startStage(subject);
    const options = subject.options(server, wire?.address ?? "");
    const marked = Object.entries(description.options.properties ?? {}).filter(([, schema]) => schema["x-xmap-secret"]);
    const values = marked.map(([name]) => options[name]);
    expect(values).toEqual(expect.arrayContaining(subject.secrets.filter((secret) => isGiven(options, secret))));
  });

  test("an option that is missing is named when the session opens", async () => {
    const { server, wire } = await startStage(subject);
    const options = subject.options(server, wire?.address ?? "");
    for (const name of description.options.required ?? []) {
      const { [name]: _missing, ...others } = options;
      const failure = await failureOf(async () => {
        const session = subject.connector.open({
          system: "system",
          options: others,
          clock: { now: () => 0, after: () => () => {} },
          timeoutMilliseconds: 1_000,
          projectFolder: subject.projectFolder?.(server) ?? process.cwd(),
        });
        try {
          return await session.identify();
        } finally {
          await session.close();
        }
      });
      expect(failure).toMatchObject({ class: "Invalid", scope: "system", retry: { when: "whenHealed" } });
      expect(failure.message).toContain(name);
    }
  });

  test("every operation is tried, and no other", async () => {
    const { session } = await startStage(subject);
    const named = Object.keys(subject.operations).map((name) => name.split(" ")[0] ?? "");
    const own = await session.describe?.([...new Set([subject.read.resource, ...named])]);
    const { resources } = own ?? description;
    const described = Object.entries(resources).flatMap(([resource, { operations }]) =>
      Object.keys(operations).map((operation) => `${resource} ${operation}`),
    );
    expect(Object.keys(subject.operations).toSorted()).toEqual(described.toSorted());
  });

  test("the system says who it is, the same each time and without a secret", async () => {
    const { session, open } = await startStage(subject);
    const identity = await session.identify();
    expect(identity.fingerprint).not.toBe("");
    expect(identity.label).not.toBe("");
    expect(await open().identify()).toEqual(identity);
    for (const secret of subject.secrets) expect(JSON.stringify(identity)).not.toContain(secret);
  });

  test("capabilities are among those of the description", async () => {
    const { session } = await startStage(subject);
    expect(description.capabilities).toEqual(expect.arrayContaining([...(await session.capabilities())]));
  });

  test("a resource that is not there is drift, which nobody retries", async () => {
    const { session } = await startStage(subject);
    const key = subject.read.missingKey;
    const read = { resource: "x_no_such_resource", key, fields: ["x"], joins: [] };
    expect(await failureOf(() => session.read(read))).toMatchObject({
      class: "SchemaDrift",
      effect: "none",
      retry: { when: "never" },
    });
  });

  test("operations that are not there are refused with a Failure", async () => {
    const { session } = await startStage(subject);
    const { resource } = subject.read;
    const request = { resource, operation: "no_such_operation", arguments: {}, record: {} };
    const calls = [
      () => session.operationFields(resource, request.operation),
      () => session.operationDone(request),
      () => session.operate({ ...request, key: subject.read.missingKey, writeKey: "w" }),
    ];
    for (const call of calls) expect((await failureOf(call)).retry.when).toBe("never");
  });

  const refused: readonly [part: keyof ConnectorSubject<Server>, call: (parts: Refusable) => unknown][] = [
    ["list", ({ session }) => expect(session.list).toBeUndefined()],
    ["upsert", ({ session }) => expect(session.upsert).toBeUndefined()],
    ["create", ({ session, write }) => session.create(write)],
    ["update", ({ session, write, key }) => session.update({ ...write, key })],
    ["changes", ({ session, write }) => session.readChanged({ ...write, cursor: undefined, limit: 1 })],
    ["webhook", ({ session }) => session.verifyWebhook({ headers: {}, body: new Uint8Array() })],
  ];
  for (const [part, call] of refused) {
    const reason = subject[part];
    if (typeof reason !== "object" || !isNotOffered(reason)) continue;
    test(`${part} is not offered: ${reason.notOffered}`, async () => {
      const { session } = await startStage(subject);
      const write = { resource: subject.read.resource, values: {}, lines: {}, writeKey: "w" };
      try {
        await call({ session, write, key: subject.read.missingKey });
        expect(["list", "upsert"]).toContain(part);
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown;
        expect(thrown.details).toMatchObject({ effect: "none", retry: { when: "never" } });
      }
    });
  }
}

type OpenSession = Awaited<ReturnType<typeof startStage>>["session"];

interface Refusable {
  readonly session: OpenSession;
  readonly write: Parameters<OpenSession["create"]>[0];
  readonly key: readonly string[];
}

function isGiven(options: Readonly<Record<string, unknown>>, secret: string): boolean {
  return Object.values(options).includes(secret);
}

import type {
  ConnectorSession,
  CreateRequest,
  DataRecord,
  LookupRequest,
  ManyAtOnce,
  ReadRequest,
  SearchRequest,
  Value,
} from "@xmap/contract";
import { CallJoiner } from "./call-joiner.ts";

/** The calls that a system may take many of in one request. */
export interface JoinedSession {
  read(name: string, request: ReadRequest): Promise<DataRecord | undefined>;
  search(name: string, request: SearchRequest): Promise<readonly DataRecord[]>;
  lookup(name: string, request: LookupRequest): Promise<readonly (readonly Value[])[]>;
  create(name: string, request: CreateRequest): Promise<readonly string[]>;
}

/** Carries one request out, through the system's rates and limits; the name says what for. */
export type CallSystem = <Result>(
  name: string,
  work: (session: ConnectorSession) => Promise<Result>,
) => Promise<Result>;

/** Joins calls as far as the system takes many at once; the others go one by one, but reads of one record together. */
export function joinedSession({ many }: ConnectorSession, call: CallSystem): JoinedSession {
  return {
    read: many?.read === undefined ? shareReads(call) : joinReads(many, call),
    search:
      many?.search === undefined
        ? (name, request) => call(name, (session) => session.search(request))
        : joinSearches(many, call),
    lookup:
      many === undefined
        ? (name, request) => call(name, (session) => session.lookup(request))
        : joinLookups(many, call),
    create:
      many?.create === undefined
        ? (name, request) => call(name, (session) => session.create(request))
        : joinCreates(many, call),
  };
}

/** Flows of one entity ask for the same record at the same moment: one answer is good for those that wait for it. */
function shareReads(call: CallSystem): JoinedSession["read"] {
  const joiner = new CallJoiner<undefined, DataRecord | undefined>(Number.POSITIVE_INFINITY);
  return (name, request) =>
    joiner.ask(JSON.stringify([name, request]), undefined, async (waiting) => {
      const record = await call(name, (session) => session.read(request));
      return waiting.map(() => record);
    });
}

function joinReads({ limit }: ManyAtOnce, call: CallSystem): JoinedSession["read"] {
  const joiner = new CallJoiner<readonly string[], DataRecord | undefined>(limit);
  return (name, request) => {
    const { key, ...shape } = request;
    return joiner.ask(JSON.stringify([name, shape]), key, (keys) =>
      call(name, async (session) => {
        const [only] = keys;
        if (keys.length === 1 && only !== undefined) return [await session.read({ ...shape, key: only })];
        return (await session.many?.read?.({ ...shape, keys })) ?? [];
      }),
    );
  };
}

function joinSearches({ limit }: ManyAtOnce, call: CallSystem): JoinedSession["search"] {
  const joiner = new CallJoiner<DataRecord, readonly DataRecord[]>(limit);
  return (name, request) => {
    const { match, ...shape } = request;
    const group = JSON.stringify([name, shape, Object.keys(match).sort()]);
    return joiner.ask(group, match, (matches) =>
      call(name, async (session) => {
        const [only] = matches;
        if (matches.length === 1 && only !== undefined) return [await session.search({ ...shape, match: only })];
        return (await session.many?.search?.({ ...shape, matches })) ?? [];
      }),
    );
  };
}

function joinLookups({ limit }: ManyAtOnce, call: CallSystem): JoinedSession["lookup"] {
  const joiner = new CallJoiner<LookupRequest["keys"], readonly (readonly Value[])[]>(limit);
  return (name, request) => {
    const { keys, ...shape } = request;
    return joiner.ask(JSON.stringify([name, shape]), keys, (lists) =>
      call(name, async (session) => {
        const answers = await session.lookup({ ...shape, keys: lists.flat() });
        let start = 0;
        return lists.map((list) => {
          const own = answers.slice(start, start + list.length);
          start += list.length;
          return own;
        });
      }),
    );
  };
}

/** A record that is created with lines takes a system as long as several without. */
const LINE_WEIGHT = 5;

function createWeight({ lines }: Omit<CreateRequest, "resource">): number {
  const count = Object.values(lines).reduce((total, { add }) => total + add.length, 0);
  return 1 + LINE_WEIGHT * count;
}

function joinCreates({ limit }: ManyAtOnce, call: CallSystem): JoinedSession["create"] {
  const joiner = new CallJoiner<Omit<CreateRequest, "resource">, readonly string[]>(limit, createWeight);
  return (name, { resource, ...one }) =>
    joiner.ask(JSON.stringify([name, resource]), one, (creates) =>
      call(name, async (session) => {
        const [only] = creates;
        if (creates.length === 1 && only !== undefined) return [await session.create({ resource, ...only })];
        return (await session.many?.create?.({ resource, creates })) ?? [];
      }),
    );
}

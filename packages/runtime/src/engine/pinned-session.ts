import {
  type ConnectorSession,
  describePinMismatch,
  type EnvironmentIdentity,
  Failure,
  findPinMismatches,
  type ManyAtOnce,
} from "@xmap/contract";

/** A session that lets nothing through until its system has proved to be the installation that the store remembers. */
export function pinnedSession(
  system: string,
  session: ConnectorSession,
  remembered: EnvironmentIdentity,
  verified: boolean,
): ConnectorSession {
  let isVerified = verified;
  let verifying: Promise<unknown> | undefined;

  const identify = async (): Promise<EnvironmentIdentity> => {
    const found = await session.identify();
    const [mismatch] = findPinMismatches({ [system]: remembered }, { [system]: found });
    isVerified = mismatch === undefined;
    if (mismatch === undefined) return found;
    const message = describePinMismatch(mismatch);
    const retry = { when: "whenHealed" } as const;
    throw new Failure({ class: "Forbidden", system, operation: "identify", message, scope: "system", retry });
  };
  const verify = async (): Promise<void> => {
    if (isVerified) return;
    verifying ??= identify().finally(() => {
      verifying = undefined;
    });
    await verifying;
  };
  const guarded =
    <Parameters extends readonly unknown[], Result>(method: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      await verify();
      return method(...parameters);
    };

  const { upsert, list, notify, invoke, renew, many } = session;
  return {
    identify,
    ...(renew === undefined ? {} : { renew: () => renew.call(session) }),
    ...(upsert === undefined ? {} : { upsert: guarded((request) => upsert.call(session, request)) }),
    ...(list === undefined ? {} : { list: guarded((request) => list.call(session, request)) }),
    ...(notify === undefined ? {} : { notify: guarded((request) => notify.call(session, request)) }),
    ...(invoke === undefined ? {} : { invoke: guarded((request) => invoke.call(session, request)) }),
    ...(many === undefined ? {} : { many: guardedMany(many, guarded) }),
    capabilities: guarded(() => session.capabilities()),
    read: guarded((request) => session.read(request)),
    search: guarded((request) => session.search(request)),
    readChanged: guarded((request) => session.readChanged(request)),
    lookup: guarded((request) => session.lookup(request)),
    create: guarded((request) => session.create(request)),
    update: guarded((request) => session.update(request)),
    operate: guarded((request) => session.operate(request)),
    operationFields: (resource, operation) => session.operationFields(resource, operation),
    operationDone: (request) => session.operationDone(request),
    verifyWebhook: (request) => session.verifyWebhook(request),
    close: () => session.close(),
  };
}

type Guard = <Parameters extends readonly unknown[], Result>(
  method: (...parameters: Parameters) => Promise<Result>,
) => (...parameters: Parameters) => Promise<Result>;

function guardedMany(many: ManyAtOnce, guarded: Guard): ManyAtOnce {
  const { limit, read, search, create } = many;
  return {
    limit,
    ...(read === undefined ? {} : { read: guarded((request) => read.call(many, request)) }),
    ...(search === undefined ? {} : { search: guarded((request) => search.call(many, request)) }),
    ...(create === undefined ? {} : { create: guarded((request) => create.call(many, request)) }),
  };
}

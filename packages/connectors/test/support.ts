import type { Clock, ConnectorSession, ConnectorSettings, DataRecord, FailureDetails } from "@xmap/contract";
import { Failure } from "@xmap/contract";

/** A clock that stands still unless it is told otherwise. */
export function fixedClock(now: () => number = Date.now): Clock {
  return { now, after: () => () => {} };
}

export function settingsFor(
  options: ConnectorSettings["options"],
  more: Partial<ConnectorSettings> = {},
): ConnectorSettings {
  return {
    system: "system",
    options,
    clock: fixedClock(),
    timeoutMilliseconds: 10_000,
    projectFolder: import.meta.dirname,
    ...more,
  };
}

/** The details of the Failure that the promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<FailureDetails> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Failure) return thrown.details;
  throw new Error(`Expected a Failure, got ${String(thrown)}`);
}

/** All records of a resource, page by page, with the number of pages. */
export async function listAll(
  session: ConnectorSession,
  request: { readonly resource: string; readonly fields: readonly string[]; readonly limit: number },
): Promise<{ readonly records: readonly DataRecord[]; readonly pages: number }> {
  const records: DataRecord[] = [];
  let cursor: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const page = await session.list?.({ ...request, joins: [], cursor });
    if (page === undefined) throw new Error("the session lists nothing");
    records.push(...page.records);
    if (page.next === undefined) return { records, pages };
    cursor = page.next;
  }
}

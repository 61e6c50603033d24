import type { FailureDetails } from "@xmap/contract";
import { expect } from "vitest";
import { settle } from "../engine/fake-clock.ts";
import { FAILURE_TABLE, type FailureRow } from "./failure-table.ts";
import { failureOf, startStage, tryIfOffered } from "./stage.ts";
import {
  type ConnectorSubject,
  type ExpectedFailure,
  type FailureSubject,
  isNotOffered,
  type NotOffered,
  type Stage,
} from "./subject.ts";
import type { WireFault } from "./wire.ts";

const USUAL_SHORT_TIMEOUT = 400;
const USUAL_LARGEST_ANSWER_BYTES = 32 * 1024 * 1024;

/** Every failure that can be brought about: its class, effect, scope, retry, and no secret in its words. */
export function describeFailures<Server>(subject: ConnectorSubject<Server>, failures: FailureSubject<Server>): void {
  for (const row of Object.keys(FAILURE_TABLE) as FailureRow[]) {
    for (const kind of ["read", "write"] as const) describeRow(subject, failures, row, kind);
  }
}

function describeRow<Server>(
  subject: ConnectorSubject<Server>,
  failures: FailureSubject<Server>,
  row: FailureRow,
  kind: "read" | "write",
): void {
  const { cause, ...usual } = FAILURE_TABLE[row];
  const difference = failures.differs?.[row];
  const expected: ExpectedFailure = { ...usual[kind], ...difference?.[kind] };
  const words = `refused for ${subject.secrets.join(" and ")}`;
  const prepare = kind === "read" ? failures.prepareRead : failures.prepareWrite;
  const title = `${kind === "read" ? "a read" : "a write"}: ${row} is ${inWords(expected)}`;
  const noted = difference === undefined ? title : `${title}, because ${difference.because}`;

  const refused = "refusal" in cause ? failures.answer(cause.refusal, words) : undefined;
  const reason = isNotOffered(prepare) ? prepare : refused;
  tryIfOffered(noted, reason !== undefined && isNotOffered(reason) ? reason : cause, async () => {
    const broken: WireFault | NotOffered | "down" = "isDown" in cause ? "down" : faultOf(failures, cause, words);
    if (isNotOffered(prepare) || (broken !== "down" && isNotOffered(broken))) return;
    const started = await startStage(subject);
    const stage: Stage<Server> =
      row === "no answer in time"
        ? { ...started, session: started.open({ timeoutMilliseconds: failures.shortTimeout ?? USUAL_SHORT_TIMEOUT }) }
        : started;
    const call = await prepare(stage);
    if (kind === "read") await call();
    const fits = kind === "write" ? { fits: failures.writes } : {};
    if (broken === "down") {
      await stage.wire?.goDown();
      // Connections that were kept are noticed to be gone.
      await settle();
    } else stage.wire?.fail(broken, { ...fits, times: Number.POSITIVE_INFINITY });
    if (kind === "read" && difference?.readsNothing) {
      expect(await call()).toBeUndefined();
      return;
    }
    const details = await failureOf(call);
    expect(inWords(outlineOf(details)), JSON.stringify(details)).toBe(inWords(expected));
    expect(details.system).toBe("system");
    expect(details.operation).not.toBe("");
    expect(details.message).not.toBe("");
    for (const secret of subject.secrets) expect(JSON.stringify(details)).not.toContain(secret);
  });
}

type Caused = Exclude<(typeof FAILURE_TABLE)[FailureRow]["cause"], { readonly isDown: true }>;

function faultOf<Server>(failures: FailureSubject<Server>, cause: Caused, words: string): WireFault | NotOffered {
  if ("fault" in cause) return cause.fault(words, failures.largestAnswerBytes ?? USUAL_LARGEST_ANSWER_BYTES);
  const answer = failures.answer(cause.refusal, words);
  return isNotOffered(answer) ? answer : { kind: "answer", answer };
}

function outlineOf({ class: name, effect, scope, retry }: FailureDetails): ExpectedFailure {
  return { class: name, effect, scope, retry: retry.when === "after" ? retry.milliseconds : retry.when };
}

function inWords({ class: name, effect, scope, retry }: ExpectedFailure): string {
  return `${name}, effect ${effect}, of the ${scope}, retry ${typeof retry === "number" ? `after ${retry} ms` : retry}`;
}

import type { Clock } from "@xmap/contract";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import type { ConnectorSubject } from "@xmap/testing/connector";

type Stepping = Pick<ConnectorSubject<OdooServer>, "clock">;
type Changes = Exclude<ConnectorSubject<OdooServer>["changes"], { readonly notOffered: string }>[number];

/** Where the suites find an Odoo: the sandbox, or a server that somebody has started. */
export interface OdooHost extends Stepping, Pick<Changes, "lateCommit"> {
  /** Names the host in the report. */
  readonly name: string;
  /** How many records one moment has in the crowd test. */
  readonly crowd: number;
  /** Whether operations are tried once more for each answer that can be lost. */
  readonly losesEachAnswer: boolean;
  /** Milliseconds in which it answers for sure. */
  readonly shortTimeout: number;
  /** Values that no message may hold. */
  readonly secrets: readonly string[];
  start(clock: Clock): Promise<OdooServer>;
}

/** What a call may be given. */
export type Argument = string | number | boolean | null | readonly Argument[] | { readonly [name: string]: Argument };

/** An Odoo in which the suites make and change records behind the connector's back. */
export interface OdooServer {
  readonly url: string;
  readonly database: string;
  /** The connector's user and key. */
  readonly login: string;
  readonly key: string;
  /** Calls a method as the administrator. Throws what Odoo answers. */
  call(model: string, method: string, positional: readonly Argument[]): Promise<unknown>;
  stop(): Promise<void>;
}

const KEY = "the-api-key-of-xmap";

/** A fresh sandbox for each test. */
export const SANDBOX: OdooHost = {
  name: "the sandbox",
  crowd: 500,
  losesEachAnswer: true,
  shortTimeout: 400,
  secrets: [KEY],
  lateCommit: { milliseconds: 200_000 },
  async start(clock) {
    const sandbox = await startOdooSandbox({
      now: () => new Date(clock.now()),
      users: [{ login: "xmap", password: "unused", apiKey: KEY, uid: 2 }],
    });
    return {
      url: sandbox.url,
      database: sandbox.database,
      login: "xmap",
      key: KEY,
      call: async (model, method, positional) => sandbox.call(model, method, positional),
      stop: sandbox.close,
    };
  },
};

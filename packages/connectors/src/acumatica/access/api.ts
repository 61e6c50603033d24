import type { ConnectorSettings } from "@xmap/contract";
import { createTextClient } from "../../shared/text-client.ts";
import { uriComponent } from "../../shared/uri-component.ts";
import { acumaticaFailure } from "../errors/errors.ts";
import { type AcumaticaOptions, readOptions } from "./options.ts";
import type { Seat } from "./seat.ts";
import { SeatPool } from "./seat-pool.ts";
import { seatOpener } from "./sign-in.ts";
import { createWebClient, type WebAnswer, type WebRequest } from "./web-client.ts";

const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

export type Query = Readonly<Record<string, string | undefined>>;

/** One request, whose place is a path below the endpoint, below the instance (`/entity`), or one that the server gave. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly below?: "endpoint" | "instance" | "server";
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly operation: string;
  readonly writes: boolean;
}

/** Sends requests in one session. */
export type Send = (request: ApiRequest) => Promise<WebAnswer>;

export interface AcumaticaApi {
  readonly options: AcumaticaOptions;
  /** One request in whichever session is free; rejects with a Failure unless the answer is 2xx. */
  readonly send: Send;
  /** Several requests in one session, which nobody else uses until the work has ended. */
  inOneSession<Result>(work: (send: Send, tenant: string | undefined) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Signed-in calls to one endpoint of one tenant. */
export function createAcumaticaApi(settings: ConnectorSettings): AcumaticaApi {
  const options = readOptions(settings);
  const { address } = options;
  const secrets: string[] = [];
  const text = createTextClient({ ...settings, baseAddress: address, largestAnswerBytes: LARGEST_ANSWER_BYTES });
  const client = createWebClient({ system: settings.system, secrets, client: text });
  const openSeat = seatOpener(settings, options, { web: client, text, secrets });
  const pool = new SeatPool(openSeat, options.sessions);

  function webRequest(request: ApiRequest, seat: Seat): WebRequest {
    const { method, json, operation, writes } = request;
    const headers = { ...request.headers, ...seat.headers() };
    return { method, url: addressOf(options, request), headers, json, operation, writes };
  }

  const sendWith =
    (seat: Seat): Send =>
    async (request) => {
      await seat.signIn();
      let answer = await client.send(webRequest(request, seat));
      if (answer.status === 401) {
        seat.forget();
        await seat.signIn();
        answer = await client.send(webRequest(request, seat));
      }
      const failure = acumaticaFailure(answer);
      if (failure !== undefined) throw failure;
      seat.keep(answer.cookies);
      return answer;
    };

  return {
    options,
    send: (request) => pool.use((seat) => sendWith(seat)(request)),
    inOneSession: (work) => pool.use((seat) => work(sendWith(seat), seat.tenant)),
    async close() {
      await pool.close();
      text.close();
    },
  };

  function addressOf({ endpoint }: AcumaticaOptions, { path, below = "endpoint", query = {} }: ApiRequest): string {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [`${name}=${uriComponent(value)}`],
    );
    const search = given.length === 0 ? "" : `?${given.join("&")}`;
    if (below === "server") return `${new URL(address).origin}${path}`;
    return `${address}/entity${below === "endpoint" ? `/${endpoint}` : ""}${path}${search}`;
  }
}

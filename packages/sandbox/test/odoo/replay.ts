import { readFileSync } from "node:fs";
import type { OdooSandbox } from "@xmap/sandbox/odoo";

/** One recorded request in compact form; `@model:7` stands for the record that had the id 7 when it was recorded. */
export type Step = {
  readonly name: string;
  /** True for a step that was not recorded and only prepares the next ones. */
  readonly setup?: boolean;
  /** `execute_kw` on a model: model, method, positional and keyword arguments. */
  readonly call?: readonly [model: string, method: string, positional: readonly unknown[], keywords?: object];
  readonly as?: "limited" | { readonly uid: number; readonly secret: string };
  readonly database?: string;
  readonly service?: readonly [service: string, method: string, args: readonly unknown[]];
  readonly http?: {
    readonly method: string;
    readonly path: string;
    readonly headers: { readonly [name: string]: string };
    readonly body?: unknown;
  };
  /** True when the request carries the cookie of the login before it. */
  readonly session?: boolean;
  readonly status?: number;
  readonly contentType?: string;
  readonly challenge?: string;
  readonly error?: string;
  readonly code?: number;
  /** `<text>`, `<number>`, `<date>`, `<datetime>`, `<list>` and `<any>` stand for values that may differ, `<none>` for no result. */
  readonly answer?: unknown;
};

type RpcError = { readonly code?: unknown; readonly data?: unknown };

type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

const reference = /^@([a-z.0-9_]+):(\d+)$/;
const datetime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const date = /^\d{4}-\d\d-\d\d$/;

/** The steps of a group of recordings. */
export function recordedSteps(group: string): readonly Step[] {
  return JSON.parse(readFileSync(new URL(`recordings/${group}.json`, import.meta.url), "utf8"));
}

/** Sends recorded requests to a sandbox, with its ids in the place of the recorded ones, and compares the answers. */
export class Replay {
  readonly #sandbox: OdooSandbox;
  readonly #keys: { readonly key: string; readonly limitedKey: string };
  readonly #ids = new Map<string, number>();
  #cookie = "";

  constructor(
    sandbox: OdooSandbox,
    keys: { readonly key: string; readonly limitedKey: string },
    known: { readonly [reference: string]: number } = {},
  ) {
    this.#sandbox = sandbox;
    this.#keys = keys;
    for (const [name, id] of Object.entries(known)) {
      this.#ids.set(name, id);
    }
  }

  /** Sends a step and answers what differs from the recording; an empty list when nothing does. */
  async run(step: Step): Promise<readonly string[]> {
    const answer = await this.#send(step);
    const problems: string[] = [];
    const compare = (what: string, recorded: unknown, actual: unknown): void => {
      if (recorded !== undefined && recorded !== actual) {
        problems.push(`${what}: recorded ${JSON.stringify(recorded)}, answered ${JSON.stringify(actual)}`);
      }
    };
    compare("status", step.status ?? 200, answer.status);
    compare("content type", step.contentType, answer.headers.get("content-type")?.split(";")[0]);
    compare("challenge", step.challenge, answer.headers.get("www-authenticate")?.trim());
    if (step.contentType !== undefined) {
      return problems;
    }
    const body: unknown = JSON.parse(answer.text);
    const { result, error } = this.#unwrap(step, body);
    if (step.error !== undefined) {
      const shape = { name: step.error, message: "<text>", arguments: "<list>", context: {}, debug: "<text>" };
      problems.push(...this.#compare(shape, error?.data, "error"));
      compare("code", step.code, error?.code);
    } else {
      compare("error", "none", error === undefined ? "none" : JSON.stringify(error).slice(0, 600));
      problems.push(...(error === undefined ? this.#compare(step.answer, result, "answer") : []));
    }
    return problems;
  }

  async #send(step: Step): Promise<Answer> {
    const { method, path, headers, body } = this.#requestOf(step);
    const response = await fetch(`${this.#sandbox.url}${path}`, {
      method,
      headers: { ...headers, ...(step.session === true && this.#cookie !== "" ? { Cookie: this.#cookie } : {}) },
      ...(method === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    this.#cookie = response.headers.get("set-cookie")?.split(";")[0] ?? this.#cookie;
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  #requestOf(step: Step): NonNullable<Step["http"]> {
    if (step.http !== undefined) {
      const { body, ...rest } = step.http;
      return { ...(this.#fill(rest) as typeof rest), body: this.#fill(body) };
    }
    const [service, method, args] = step.service ?? ["object", "execute_kw", this.#callArguments(step)];
    return {
      method: "POST",
      path: "/jsonrpc",
      headers: { "Content-Type": "application/json" },
      body: { jsonrpc: "2.0", method: "call", id: 1, params: { service, method, args: this.#fill(args) } },
    };
  }

  #callArguments({ call, as, database }: Step): readonly unknown[] {
    const login = as === "limited" ? { uid: 5, secret: "limited" } : (as ?? { uid: 2, secret: "admin" });
    const [model, method, positional = [], keywords = {}] = call ?? [];
    return [database ?? this.#sandbox.database, login.uid, login.secret, model, method, positional, keywords];
  }

  #unwrap(step: Step, body: unknown): { readonly result?: unknown; readonly error?: RpcError } {
    if (typeof body === "object" && body !== null && "jsonrpc" in body) {
      return body as { readonly result?: unknown; readonly error?: RpcError };
    }
    return step.error === undefined ? { result: body } : { error: { data: body } };
  }

  #fill(value: unknown): unknown {
    if (typeof value === "string") {
      const filled = value
        .replace("$key", this.#keys.key)
        .replace("$limitedKey", this.#keys.limitedKey)
        .replace("$database", this.#sandbox.database);
      return reference.test(value) ? this.#idOf(value) : filled;
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.#fill(item));
    }
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#fill(item)]))
      : value;
  }

  #idOf(recorded: string): number {
    const id = this.#ids.get(recorded);
    if (id === undefined) {
      throw new Error(`no earlier answer told which record ${recorded} is`);
    }
    return id;
  }

  #compare(recorded: unknown, actual: unknown, path: string): readonly string[] {
    const differs = [`${path}: recorded ${JSON.stringify(recorded)}, answered ${JSON.stringify(actual)}`];
    if (typeof recorded === "string") {
      return this.#agrees(recorded, actual) ? [] : differs;
    }
    if (typeof recorded === "number") {
      return typeof actual === "number" && Math.abs(actual - recorded) < 1e-6 ? [] : differs;
    }
    if (typeof recorded !== "object" || recorded === null) {
      return recorded === actual ? [] : differs;
    }
    if (Array.isArray(recorded)) {
      return Array.isArray(actual) && actual.length === recorded.length
        ? recorded.flatMap((item, index) => this.#compare(item, actual[index], `${path}[${index}]`))
        : differs;
    }
    if (typeof actual !== "object" || actual === null || Array.isArray(actual)) {
      return differs;
    }
    const values = new Map(Object.entries(actual));
    return Object.entries(recorded).flatMap(([name, item]) => this.#compare(item, values.get(name), `${path}.${name}`));
  }

  #agrees(recorded: string, actual: unknown): boolean {
    if (reference.test(recorded)) {
      const known = this.#ids.get(recorded);
      if (known === undefined && typeof actual === "number") {
        this.#ids.set(recorded, actual);
      }
      return typeof actual === "number" && (known ?? actual) === actual;
    }
    switch (recorded) {
      case "<any>":
        return actual !== undefined;
      case "<none>":
        return actual === undefined;
      case "<text>":
        return typeof actual === "string" && actual !== "";
      case "<number>":
        return typeof actual === "number";
      case "<list>":
        return Array.isArray(actual);
      case "<date>":
        return typeof actual === "string" && date.test(actual);
      case "<datetime>":
        return typeof actual === "string" && datetime.test(actual);
      default:
        return actual === this.#fill(recorded);
    }
  }
}

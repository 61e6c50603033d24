import type { AcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { contradictions } from "./contract-check.ts";

/** Any JSON that a test looks into. */
export type Loose = ReturnType<typeof JSON.parse>;

/** One answer. */
export type Answer = { readonly status: number; readonly body: Loose; readonly headers: Headers };

/** Speaks to a sandbox with the cookies of one sign-in. */
export type AcumaticaClient = {
  readonly cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Runs an action and asks for its status until it ends. */
  act(path: string, entity: unknown, parameters?: unknown): Promise<Answer>;
  logout(): Promise<Answer>;
};

/** Sends one request; the body is JSON unless it is text. */
export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { Accept: "application/json", "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  const answer = { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  checkContract(url, method, body, answer);
  return answer;
}

/** Throws when a request or its answer contradicts the endpoint's OpenAPI description. */
function checkContract(url: string, method: string, sent: unknown, { status, body }: Answer): void {
  const [, path] = /\/entity\/Default\/24\.200\.001(\/.*)$/.exec(url) ?? [];
  const said = path === undefined ? [] : contradictions({ method, path, sent, status, answered: body });
  if (said.length > 0) {
    throw new Error(`${method} ${path} contradicts the OpenAPI description:\n${said.join("\n")}`);
  }
}

/** Signs in with a cookie session. */
export async function signIn(sandbox: AcumaticaSandbox, credentials: object = {}): Promise<AcumaticaClient> {
  const login = { name: "admin", password: "admin", tenant: sandbox.tenant, ...credentials };
  const answer = await send(`${sandbox.baseUrl}/entity/auth/login`, "POST", login);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const root = `${sandbox.baseUrl}/entity/Default/24.200.001`;
  const call: AcumaticaClient["call"] = (method, path, body, headers = {}) =>
    send(`${root}${path}`, method, body, { Cookie: cookie, ...headers });
  const act: AcumaticaClient["act"] = async (path, entity, parameters = {}) => {
    const started = await call("POST", path, { entity: wrap(entity), parameters: wrap(parameters) });
    const status = started.headers.get("location");
    if (started.status !== 202 || status === null) {
      return started;
    }
    for (;;) {
      const polled = await send(`${sandbox.url}${status}`, "GET", undefined, { Cookie: cookie });
      if (polled.status !== 202) {
        return polled;
      }
    }
  };
  return {
    cookie,
    call,
    get: (path) => call("GET", path),
    put: (path, body, headers) => call("PUT", path, wrap(body), headers),
    act,
    logout: () => send(`${sandbox.baseUrl}/entity/auth/logout`, "POST", "", { Cookie: cookie }),
  };
}

const UNWRAPPED = new Set(["id", "delete", "custom"]);

/** Puts `{ "value": … }` around plain values; leaves wrapped ones as they are. */
export function wrap(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(wrap);
  }
  if (typeof value !== "object" || value === null) {
    return { value };
  }
  if ("value" in value) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, UNWRAPPED.has(name) ? member : wrap(member)]),
  );
}

/** The values of an answer without wrappers, `id`, `rowNumber` and links. */
export function unwrap(value: Loose): Loose {
  if (Array.isArray(value)) {
    return value.map(unwrap);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) {
    return null;
  }
  if (keys.includes("value") || (keys.length === 1 && keys[0] === "error")) {
    return value.value ?? null;
  }
  return Object.fromEntries(
    keys
      .filter((key) => !["id", "rowNumber", "_links", "custom", "files"].includes(key))
      .map((key) => [key, unwrap(value[key])]),
  );
}

import type { SandboxRequest, SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject } from "../../server/json.ts";
import { accessDenied, OdooError, unknownDatabase } from "../engine/odoo-error.ts";
import type { OdooSession } from "../odoo-session.ts";
import type { OdooUser } from "../seed.ts";
import { answerEnvelope } from "./json-rpc.ts";
import { versionInfo } from "./services.ts";

const callRoute = /^\/web\/dataset\/call_kw(\/|$)/;
const week = 7 * 24 * 60 * 60;

/** True for the routes of a browser's session. */
export function isSessionPath(path: string): boolean {
  return path.startsWith("/web/session/") || callRoute.test(path);
}

/** The logins that cookies stand for. */
export class BrowserSessions {
  readonly #session: OdooSession;
  readonly #users = new Map<string, number>();

  constructor(session: OdooSession) {
    this.#session = session;
  }

  /** Forgets all logins, as a restart with lost session files does. */
  clear(): void {
    this.#users.clear();
  }

  /** Answers `/web/session/…` and `/web/dataset/call_kw…`. */
  answer(request: SandboxRequest): SandboxResponse {
    let cookie: string | undefined;
    const answer = answerEnvelope(this.#session, request, (params) => {
      if (request.path === "/web/session/authenticate") {
        const user = this.#authenticate(params);
        cookie = this.#open(user);
        return this.#info(user);
      }
      const { id, user } = this.#userOf(request);
      if (request.path === "/web/session/destroy") {
        this.#users.delete(id);
        return undefined;
      }
      if (request.path === "/web/session/get_session_info") {
        return this.#info(user);
      }
      return this.#call(user, params);
    });
    const headers: Record<string, string> =
      cookie === undefined ? {} : { "Set-Cookie": `session_id=${cookie}; Max-Age=${week}; HttpOnly; Path=/` };
    return { ...answer, headers: { ...answer.headers, ...headers } };
  }

  #authenticate({ db, login, password }: JsonObject): OdooUser {
    if (db !== this.#session.database) {
      throw unknownDatabase(String(db));
    }
    const user = this.#session.userOfLogin(login, password);
    if (user === undefined) {
      throw accessDenied();
    }
    return user;
  }

  #open(user: OdooUser): string {
    const id = this.#session.host.randomHex(64);
    this.#users.set(id, user.uid);
    return id;
  }

  #userOf(request: SandboxRequest): { readonly id: string; readonly user: OdooUser } {
    const id = /(?:^|;\s*)session_id=([^;]*)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const uid = this.#users.get(id);
    const user = this.#session.users.find((candidate) => candidate.uid === uid);
    if (user === undefined) {
      throw new OdooError("odoo.http.SessionExpiredException", "Session expired");
    }
    return { id, user };
  }

  #call(user: OdooUser, { model, method, args, kwargs }: JsonObject): Json | undefined {
    const positional = Array.isArray(args) ? args : [];
    return this.#session.callAs(user, String(model), String(method), positional, isJsonObject(kwargs) ? kwargs : {});
  }

  #info(user: OdooUser): JsonObject {
    const { server_version, server_version_info } = versionInfo(this.#session);
    return {
      uid: user.uid,
      is_system: user.isAdministrator !== false,
      is_admin: user.isAdministrator !== false,
      is_public: false,
      is_internal_user: true,
      db: this.#session.database,
      server_version: server_version ?? "",
      server_version_info,
      username: user.login,
      "web.base.url": this.#session.host.baseUrl(),
      ...this.#session.aboutUser(user.uid),
    };
  }
}

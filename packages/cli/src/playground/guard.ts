import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Who may talk to the server: the browser that was given the token, at this very address. */
export interface Guard {
  readonly token: string;
  readonly port: number;
}

/** Cookies are the same for all ports of a host, so that each server has one of its own. */
export function cookieName({ port }: Pick<Guard, "port">): string {
  return `xmap-playground-${port}`;
}

/** Why a request is not answered; undefined when it is. */
export function refusalOf(request: IncomingMessage, url: URL, guard: Guard): 401 | 403 | undefined {
  const { host, origin } = request.headers;
  const hosts = [`127.0.0.1:${guard.port}`, `localhost:${guard.port}`];
  // A name that somebody else's DNS leads here is not ours.
  if (host === undefined || !hosts.includes(host)) return 403;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none" && request.method !== "GET") return 403;
  const given = url.searchParams.get("token") ?? cookieOf(request, cookieName(guard));
  return given !== undefined && isSame(given, guard.token) ? undefined : 401;
}

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const cookies = (headers.cookie ?? "").split(";").map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}

function isSame(given: string, token: string): boolean {
  const [left, right] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

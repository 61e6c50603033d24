import type { SandboxRequest, SandboxResponse } from "../../server/http-message.ts";
import type { OdooSession } from "../odoo-session.ts";
import { describeError, type ErrorBody } from "./error-body.ts";
import { callService } from "./services.ts";
import { parseCall, writeAnswer, writeFault, type XmlCall } from "./xml-values.ts";

const route = /^\/xmlrpc\/(2\/)?(common|object|db)$/;

const faultCodes: { readonly [name: string]: number } = {
  "odoo.exceptions.UserError": 2,
  "odoo.exceptions.ValidationError": 2,
  "odoo.exceptions.MissingError": 2,
  "odoo.exceptions.LockError": 2,
  "odoo.exceptions.AccessDenied": 3,
  "odoo.exceptions.AccessError": 4,
};

/** True for the addresses of XML-RPC, of the first version too. */
export function isXmlRpcPath(path: string): boolean {
  return route.test(path);
}

/** The call in a request; undefined when the body is none. */
export function xmlCallOf(request: SandboxRequest): (XmlCall & { readonly service: string }) | undefined {
  const service = route.exec(request.path)?.[2];
  try {
    return service === undefined ? undefined : { ...parseCall(request.body), service };
  } catch {
    return undefined;
  }
}

/**
 * The routes `/xmlrpc/2/<service>` and `/xmlrpc/<service>`. The protocol has no None: a method without a result has done
 * its work when the fault about it is answered.
 */
export function answerXmlRpc(session: OdooSession, request: SandboxRequest): SandboxResponse {
  const [, second, service = ""] = route.exec(request.path) ?? [];
  let body: string;
  try {
    const { method, args } = parseCall(request.body);
    const answer = writeAnswer(callService(session, service, method, args));
    body = answer ?? writeFault(1, trace("TypeError", "cannot marshal None unless allow_none is enabled"));
  } catch (error) {
    const description = describeError(error);
    body = second === undefined ? firstVersionFault(description) : secondVersionFault(description);
  }
  return { status: 200, headers: { "Content-Type": "text/xml; charset=utf-8" }, body };
}

const trace = (name: string, message: string): string =>
  `Traceback (most recent call last):\n  File "/opt/odoo/http.py", line 1, in _serve_db\n${name}: ${message}\n`;

function secondVersionFault({ name, message, debug }: ErrorBody): string {
  const code = faultCodes[name];
  return code === undefined ? writeFault(1, debug) : writeFault(code, message);
}

function firstVersionFault({ name, message, debug }: ErrorBody): string {
  switch (faultCodes[name]) {
    case undefined:
      return writeFault(message, debug);
    case 3:
      return writeFault("AccessDenied", message);
    case 4:
      return writeFault(`warning -- AccessError\n\n${message}`, "");
    default:
      return writeFault(`warning -- UserError\n\n${message}`, "");
  }
}

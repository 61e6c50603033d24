import type { Failure } from "@xmap/contract";
import type { CallContext } from "../../shared/call-context.ts";
import { namedFailure } from "./errors.ts";

interface Fault {
  readonly code: number;
  readonly text: string;
}

/** Codes of `/xmlrpc/2`; 2 stands for broken constraints and missing records as well. */
const NAMES: Readonly<Record<number, string>> = {
  2: "odoo.exceptions.UserError",
  3: "odoo.exceptions.AccessDenied",
  4: "odoo.exceptions.AccessError",
};

/** What a fault means. Code 1 comes with a traceback, of which only the error itself is kept. */
export function faultFailure(context: CallContext, method: string, fault: Fault): Failure {
  const name = NAMES[fault.code];
  if (name !== undefined) return namedFailure(context, method, { name, message: fault.text, body: fault });
  const raised = raisedError(fault.text);
  return namedFailure(context, method, { ...raised, body: { faultCode: fault.code } });
}

/** True where the method was carried out and returned nothing, which XML-RPC cannot say. */
export function isNothingReturned({ text }: Fault): boolean {
  const { name, message } = raisedError(text);
  return name === "builtins.TypeError" && message?.startsWith("cannot marshal None") === true;
}

/** The error at the end of a Python traceback: its first line that is not indented, and what follows. */
function raisedError(traceback: string): { readonly name: string | undefined; readonly message: string | undefined } {
  const lines = traceback.split("\n");
  const frame = lines.findLastIndex((line) => /^ {2}File "|^Traceback \(/.test(line));
  const own = frame < 0 ? [] : lines.slice(frame + 1);
  const start = own.findIndex((line) => /^[A-Za-z_]/.test(line));
  const [, name, message] = /^([\w.]+)(?:: ([\s\S]*))?$/.exec(own.slice(Math.max(0, start)).join("\n").trim()) ?? [];
  if (name === undefined || start < 0) return { name: undefined, message: undefined };
  return { name: name.includes(".") ? name : `builtins.${name}`, message };
}

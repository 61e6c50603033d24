import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import type { Operations } from "@xmap/contract";
import { socketAddressOf } from "./control-path.ts";
import { CONTROL_PREFIX, type ControlAnswer, type ControlError, OPERATION_NAMES } from "./control-protocol.ts";

/** No engine listens on the socket, or it went away in the middle of an operation. */
export class ControlUnreachableError extends Error {
  override readonly name = "ControlUnreachableError";
  /** False when the operation may have been carried out. */
  readonly isUntouched: boolean;

  constructor(path: string, isUntouched: boolean, cause: unknown) {
    const what = isUntouched
      ? `no engine answers on ${path}`
      : `the engine on ${path} went away before it answered; look whether it was done`;
    super(what, { cause });
    this.isUntouched = isUntouched;
  }
}

/** The operations of the engine that listens on a socket. They fail as they do there, or with a ControlUnreachableError. */
export function connectControl(path: string): Operations {
  const address = socketAddressOf(path);
  const entries = OPERATION_NAMES.map((name) => [
    name,
    async (...parameters: readonly unknown[]): Promise<unknown> =>
      unwrap(await ask(path, address, `${CONTROL_PREFIX}/${name}`, parameters)),
  ]);
  return Object.fromEntries(entries) as unknown as Operations;
}

const NOBODY_LISTENS: ReadonlySet<unknown> = new Set(["ENOENT", "ECONNREFUSED", "ENOTSOCK"]);

async function ask(
  path: string,
  socketPath: string,
  operation: string,
  parameters: readonly unknown[],
): Promise<ControlAnswer> {
  const body = Buffer.from(JSON.stringify(parameters));
  const headers = { "content-type": "application/json", "content-length": body.length };
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(
        { socketPath, path: operation, method: "POST", headers, agent: false },
        (response) => {
          text(response).then(resolve, reject);
        },
      );
      request.once("error", reject);
      request.end(body);
    });
    return JSON.parse(answer) as ControlAnswer;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES")
      throw new Error(`${path} belongs to another user; run the command as the user of the engine`);
    throw new ControlUnreachableError(path, NOBODY_LISTENS.has(code), error);
  }
}

function unwrap(answer: ControlAnswer): unknown {
  if ("error" in answer) throw errorOf(answer.error);
  return answer.value;
}

function errorOf({ name, message }: ControlError): Error {
  if (name === "RangeError") return new RangeError(message);
  const error = new Error(message);
  error.name = name;
  return error;
}

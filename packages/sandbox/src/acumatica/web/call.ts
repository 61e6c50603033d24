import { htmlResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { type Json, parseJson } from "../../server/json.ts";
import { badRequest, exceptionError, plainError } from "../api-error.ts";
import type { TopLevelEntity } from "../contract/entities.ts";
import type { OutputFrame } from "../record/record-output.ts";
import type { Work } from "../record/workspace.ts";
import type { Tenant } from "../tenant.ts";
import type { Operations } from "./operations.ts";
import { businessDateOf, lineIdsOf, type Session } from "./session.ts";

/** One signed-in request to the contract-based API. */
export type Call = {
  readonly tenant: Tenant;
  readonly session: Session;
  readonly operations: Operations;
  readonly request: SandboxRequest;
  /** `/AcuSandbox/entity/Default/24.200.001`. */
  readonly endpointPath: string;
  readonly quirks: Quirks;
};

/** Behaviour that tests may want stronger than by default. */
export type Quirks = {
  /** Lists come in an order of their own each time, since nothing promises one; by key unless given. */
  readonly shuffle?: <Item>(items: readonly Item[]) => readonly Item[];
  /** Parts of lists that cannot be read as one optimized export, as `Entity/Part`, beside the known ones. */
  readonly notOptimizable: readonly string[];
  /** Refused writes answer with an exception instead of the record with its errors. */
  readonly refusesByException: boolean;
  /** Entities whose forms miss their configuration. */
  readonly missingSetup: readonly string[];
  /** True when the next write of this entity is to meet somebody else's change; uses it up. */
  takeConflict(entity: string): boolean;
};

/** An answer without a body. */
export function emptyResponse(status: number, headers: Record<string, string | string[]> = {}): SandboxResponse {
  return { status, headers, body: "" };
}

/** A JSON body. Throws ApiError when there is none. */
export function bodyOf(request: SandboxRequest): Json {
  const body = parseJson(request.body);
  if (body === undefined) {
    throw badRequest({ entity: ["Unexpected end or character in the JSON document."] });
  }
  return body;
}

/** How answers of this call show records. */
export function frameOf(call: Call, entity: TopLevelEntity): OutputFrame {
  const { shownId } = lineIdsOf(call.session);
  return { entity, endpointPath: call.endpointPath, shownId, files: () => [] };
}

/** Who works, with the branch and the date that the request's headers name. Throws ApiError. */
export function workOf({ tenant, session, request }: Call): Work {
  const system = tenant.systemWork();
  const branch = request.headers["px-cbapibranch"];
  if (branch !== undefined && !tenant.settings.branches.includes(branch)) {
    throw plainError(400, `The branch '${branch}' does not exist.`);
  }
  return {
    user: session.user.name,
    branch: branch ?? session.branch ?? system.branch,
    businessDate: businessDateOf(request.headers["px-cbapibusinessdate"]) ?? system.businessDate,
  };
}

/** Refuses a form that the user may not open, or that a background action of the session keeps busy. */
export function checkForm({ session, quirks }: Call, entity: TopLevelEntity): void {
  if (session.user.forbidden?.includes(entity.name) === true) {
    throw plainError(403, `You have insufficient rights to access the form of '${entity.caption}'.`);
  }
  if (quirks.missingSetup.includes(entity.name)) {
    throw exceptionError(
      500,
      "PX.Data.PXSetupNotEnteredException",
      `The required configuration data is not entered on the preferences form of '${entity.caption}'.`,
    );
  }
  if (session.busy.has(entity.name)) {
    throw plainError(500, "An error has occurred.", {
      exceptionType: "PX.Data.PXException",
      exceptionMessage: "Error: The previous operation has not been completed yet.",
    });
  }
}

/** Declined by throttling: a page of the web server, not of the application. */
export function declined(): SandboxResponse {
  return htmlResponse(429, "The custom error module does not recognize this error.", { "Content-Type": "text/html" });
}

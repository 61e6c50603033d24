import type { Json } from "../server/json.ts";

/** What a request ends with instead of an answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(status: number, body: Json, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
  }
}

/** The plain error envelope: only a message. */
export function plainError(status: number, message: string, more: { readonly [key: string]: Json } = {}): ApiError {
  return new ApiError(status, { message, ...more }, message);
}

/** An exception of the server with its .NET type. */
export function exceptionError(
  status: number,
  exceptionType: string,
  exceptionMessage: string,
  inner?: { readonly message: string; readonly exceptionType: string },
): ApiError {
  const body = {
    message: "An error has occurred.",
    exceptionMessage,
    exceptionType,
    stackTrace: `   at ${exceptionType}..ctor()`,
    ...(inner === undefined ? {} : { innerException: { ...inner, exceptionMessage: inner.message } }),
  };
  return new ApiError(status, body, exceptionMessage);
}

/** The general exception of a form. */
export function formError(message: string, status = 500): ApiError {
  return exceptionError(status, "PX.Data.PXException", message);
}

/** A record that is looked for by key, id or condition does not exist. */
export function noEntity(): ApiError {
  return exceptionError(
    500,
    "PX.Api.ContractBased.NoEntitySatisfiesTheConditionException",
    "No entity satisfies the condition.",
  );
}

/** A list that cannot be read as one optimized export; `fields` with the view that prevents it. */
export function cannotOptimize(fields: readonly { readonly field: string; readonly view: string }[]): ApiError {
  const lines = fields.map(({ field, view }) => `${field}: View ${view} has BQL delegate\r\n`).join("");
  return exceptionError(
    500,
    "PX.Api.ContractBased.OptimizedExport.CannotOptimizeException",
    `Optimization cannot be performed.The following fields cause the error:\r\n${lines}`,
  );
}

/** Somebody else has changed the record in the meantime. */
export function updateConflict(record: string): ApiError {
  return exceptionError(
    500,
    "PX.Data.PXLockViolationException",
    `Error: Another process has updated the '${record}' record. Your changes will be lost.`,
  );
}

/** A body that does not fit the contract; `modelState` names the place. */
export function badRequest(modelState: { readonly [path: string]: readonly string[] }): ApiError {
  return plainError(400, "The request is invalid.", { modelState });
}

/** A query that the server cannot read. */
export function badQuery(message: string): ApiError {
  return exceptionError(500, "Microsoft.OData.Core.ODataException", message);
}

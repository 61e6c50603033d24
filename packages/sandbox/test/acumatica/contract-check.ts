import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019, type ValidateFunction } from "ajv/dist/2019.js";
import type { Loose } from "./acumatica-client.ts";

type Operation = {
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: object } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly "application/json": { readonly schema: object } } }>
  >;
};

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Loose>> };
};

/** One request and its answer; the path is what follows the endpoint's version. */
export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly sent: unknown;
  readonly status: number;
  readonly answered: unknown;
};

const file = join(import.meta.dirname, "fixtures/openapi/default-24.200.001.json");
const document: Document = JSON.parse(readFileSync(file, "utf8"));

// The description leaves out how errors look; this is what its client library reads.
const httpError = {
  type: "object",
  properties: {
    message: { type: "string" },
    exceptionMessage: { type: "string" },
    exceptionType: { type: "string" },
    stackTrace: { type: "string" },
    innerException: { $ref: "#/components/schemas/HttpError" },
    modelState: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
    messageDetail: { type: "string" },
  },
  required: ["message"],
  additionalProperties: false,
};

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;

// Clients may leave out the offset, and official samples write dates as Americans do.
const requestTime = (text: string): boolean =>
  isoTime.test(text) || /^\d{1,2}\/\d{1,2}\/\d{4}(?: \d{1,2}:\d{2}:\d{2} [AP]M)?$/.test(text);
const answerTime = (text: string): boolean => isoTime.test(text) && /(?:Z|[+-]\d{2}:\d{2})$/.test(text);

const requests = validator(requestTime, { delete: { type: "boolean" } });
const answers = validator(answerTime, { _links: { type: "object", additionalProperties: { type: "string" } } });

function validator(isTime: (text: string) => boolean, more: object): Ajv2019 {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  ajv.addFormat("date-time", isTime);
  ajv.addFormat("uuid", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  for (const format of ["int32", "int64", "double", "float", "uri", "byte", "binary"]) ajv.addFormat(format, true);
  const schemas = Object.entries({ ...document.components.schemas, HttpError: httpError });
  const closed = schemas.map(([name, schema]) => [name, close(schema, more)] as const);
  ajv.addSchema({ $id: "openapi", components: { schemas: Object.fromEntries(closed) } });
  return ajv;
}

/** A schema that allows no members but those that it names and those that every record has beside them. */
function close(schema: Loose, more: object): Loose {
  if (schema.allOf !== undefined) {
    return { allOf: [...schema.allOf, { properties: more }], unevaluatedProperties: false };
  }
  const wrapsValue = schema.properties?.value !== undefined && schema.discriminator === undefined;
  return wrapsValue ? { ...schema, additionalProperties: false } : schema;
}

/**
 * What real systems answer although the description does not say so: no rights, no such action, a refusal as an
 * exception instead of the record, declined by throttling.
 */
const beyond: readonly number[] = [403, 404, 422, 429];

const compiled = new Map<string, ValidateFunction>();

function complaintsOf(side: "request" | "answer", schema: object, value: unknown): readonly string[] {
  const key = `${side} ${JSON.stringify(schema)}`;
  const ajv = side === "request" ? requests : answers;
  const validate = compiled.get(key) ?? ajv.compile(relocate(schema));
  compiled.set(key, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${side}${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** The same schema with references into the registered document. */
function relocate(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/'));
}

/** The operation that a path of the description stands for; undefined for paths that it does not describe. */
function operationOf(method: string, path: string): Operation | undefined {
  const [entity = "", second, ...rest] = path.split("?")[0]?.split("/").slice(1) ?? [];
  const templates =
    second === undefined
      ? [`/${entity}`]
      : rest.length === 0
        ? [`/${entity}/${second}`, `/${entity}/{ids}`, `/${entity}/{actionName}`]
        : [`/${entity}/{ids}`];
  const found = templates.map((template) => document.paths[template]?.[method.toLowerCase()]);
  return found.find((operation) => operation !== undefined);
}

/** What of an exchange contradicts the description; a request that does may be refused, so it counts only when it is not. */
export function contradictions({ method, path, sent, status, answered }: Exchange): readonly string[] {
  const operation = operationOf(method, path);
  if (operation === undefined || /\/status\/|\$adHocSchema/.test(path)) {
    return [];
  }
  const request = operation.requestBody?.content["application/json"].schema;
  const said = status < 300 && request !== undefined ? complaintsOf("request", request, sent) : [];
  const response = operation.responses[String(status)];
  const isError = complaintsOf("answer", { $ref: "#/components/schemas/HttpError" }, answered).length === 0;
  if (beyond.includes(status) && (isError || typeof answered === "string")) {
    return said;
  }
  if (response === undefined) {
    return [...said, `answer ${status} is none of ${Object.keys(operation.responses).join(", ")}`];
  }
  const answer = response.content?.["application/json"].schema;
  return answer === undefined ? said : [...said, ...complaintsOf("answer", answer, answered)];
}

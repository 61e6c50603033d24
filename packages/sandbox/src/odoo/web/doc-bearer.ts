import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import type { JsonObject } from "../../server/json.ts";
import { describeFields } from "../engine/fields-get.ts";
import type { Model } from "../engine/model.ts";
import { notFound } from "../engine/odoo-error.ts";
import { genericMethods } from "../generic-methods.ts";
import type { OdooSession } from "../odoo-session.ts";
import { answerError, bearerOf, refuseDatabase } from "./json-two.ts";

const route = /^\/doc-bearer\/(.+)\.json$/;

/** The routes `/doc-bearer/index.json` and `/doc-bearer/<model>.json`: fields and methods for a machine to read. */
export function answerDocumentation(session: OdooSession, request: SandboxRequest): SandboxResponse {
  const refusal = refuseDatabase(session, request);
  if (refusal !== undefined) {
    return refusal;
  }
  try {
    bearerOf(session, request);
    const name = route.exec(request.path)?.[1] ?? "";
    const models = session.models();
    if (name === "index") {
      const listed = models.map((model) => ({ model: model.name, name: model.label }));
      return jsonResponse(200, { modules: ["base"], models: listed });
    }
    const model = models.find((candidate) => candidate.name === name);
    if (model === undefined) {
      throw notFound("The requested URL was not found on the server.");
    }
    return jsonResponse(200, describeModel(model));
  } catch (error) {
    return answerError(error);
  }
}

function describeModel(model: Model): JsonObject {
  const fields = Object.entries(describeFields(model, [], [])).map(([name, field]) => [
    name,
    { ...(field as JsonObject), module: null },
  ]);
  const own = Object.entries(model.methods ?? {}).map(
    ([name, { parameters = [], onModel }]) => [name, describeMethod(model.name, parameters, onModel === true)] as const,
  );
  const shared = Object.entries(genericMethods).map(
    ([name, { parameters, onRecords }]) =>
      [name, describeMethod("core", onRecords ? parameters.slice(1) : parameters, !onRecords)] as const,
  );
  return {
    model: model.name,
    name: model.label,
    doc: null,
    fields: Object.fromEntries(fields),
    methods: Object.fromEntries([...shared, ...own]),
  };
}

function describeMethod(model: string, parameters: readonly string[], onModel: boolean): JsonObject {
  return {
    signature: `(${parameters.join(", ")})`,
    parameters: Object.fromEntries(parameters.map((name) => [name, { name }])),
    api: onModel ? ["model"] : [],
    model,
    module: "core",
    return: { annotation: "", doc: "" },
    raise: {},
  };
}

import { jsonResponse, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, type Json } from "../../server/json.ts";
import { noEntity, plainError } from "../api-error.ts";
import { behaviorOf } from "../business/behaviors.ts";
import type { ActionParameters } from "../business/context.ts";
import type { TopLevelEntity } from "../contract/entities.ts";
import { readInstant } from "../record/field-value.ts";
import type { Scalar } from "../record/row.ts";
import { readSentRow, type SentRow } from "../record/sent-row.ts";
import { bodyOf, type Call, checkForm, emptyResponse, workOf } from "./call.ts";
import { refusalOf } from "./entity-api.ts";
import { lineIdsOf } from "./session.ts";

/** `POST /{Entity}/{Action}`: 202 with the address of the status for background work, 204 for the rest. Throws ApiError. */
export function invokeAction(call: Call, entity: TopLevelEntity, name: string): SandboxResponse {
  const action = behaviorOf(entity.name).actions?.[name];
  if (action === undefined) {
    throw plainError(404, `The action '${name}' of the entity '${entity.name}' cannot be found.`);
  }
  checkForm(call, entity);
  const body = bodyOf(call.request);
  const { entity: sentEntity, parameters } = isJsonObject(body) ? body : {};
  const sent = readSentRow(sentEntity, entity.name);
  const row = call.tenant.find(entity, sent);
  if (row === undefined) {
    throw noEntity();
  }
  const work = workOf(call);
  if (changesRecord(entity, sent)) {
    const lineIds = lineIdsOf(call.session);
    const written = call.tenant.write(entity, sent, { work, lineIds, target: row });
    const refusal = refusalOf(call, entity, written);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  const values = readParameters(parameters);
  const run = (): void => call.tenant.act(entity, row.id, name, values, work);
  if (!action.isLong) {
    run();
    return emptyResponse(204);
  }
  const path = `${entity.name}/${name}`;
  const id = call.operations.start(path, entity.name, call.session, run);
  return emptyResponse(202, { Location: `${call.endpointPath}/${path}/status/${id}` });
}

/** `GET /{Entity}/{Action}/status/{id}`: 202 while the work goes on, 204 when it is done. Throws ApiError. */
export function actionStatus(call: Call, entity: TopLevelEntity, action: string, id: string): SandboxResponse {
  const status = call.operations.status(`${entity.name}/${action}`, id);
  if (status === "unknown") {
    throw plainError(404, "The operation cannot be found.");
  }
  if (status === "running" || status === "done") {
    return emptyResponse(status === "done" ? 204 : 202);
  }
  return jsonResponse(status.status, status.body);
}

// An action writes what its record was sent with before it runs; keys alone are no change.
function changesRecord(entity: TopLevelEntity, sent: SentRow): boolean {
  const fields = Object.keys(sent.values).filter((field) => !entity.keys.includes(field));
  return fields.length > 0 || Object.keys(sent.rows).length > 0 || Object.keys(sent.links).length > 0;
}

/** Parameters without wrappers; text that is a point in time is brought to UTC. */
export function readParameters(parameters: Json | undefined): ActionParameters {
  const values: { [name: string]: Scalar } = {};
  for (const [name, member] of Object.entries(isJsonObject(parameters) ? parameters : {})) {
    const value = isJsonObject(member) ? member.value : member;
    if (typeof value === "string") {
      values[name] = /^\d{4}-\d{2}-\d{2}T/.test(value) ? (readInstant(value) ?? value) : value;
    } else if (typeof value === "number" || typeof value === "boolean") {
      values[name] = value;
    }
  }
  return values;
}

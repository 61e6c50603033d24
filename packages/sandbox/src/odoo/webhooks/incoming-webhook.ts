import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { isJsonObject, type Json, parseJson } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { missingError, valueError } from "../engine/odoo-error.ts";
import type { OdooSession } from "../odoo-session.ts";
import { parsePythonLiteral } from "./python-literal.ts";

const superuser = 1;
const recordWrite = /^\s*record\.write\((.*)\)\s*$/s;

/** The route `/web/hook/<uuid>`: runs the actions of an automation on the record that the payload names. */
export function answerIncomingWebhook(session: OdooSession, request: SandboxRequest): SandboxResponse {
  const uuid = request.path.slice("/web/hook/".length);
  try {
    const isKnown = session.transaction(superuser, (environment) => {
      const [rule] = environment.search("base.automation", [
        ["webhook_uuid", "=", uuid],
        ["trigger", "=", "on_webhook"],
      ]);
      if (rule !== undefined) {
        runActions(environment, rule, parseJson(request.body) ?? {});
      }
      return rule !== undefined;
    });
    return isKnown ? jsonResponse(200, { status: "ok" }) : jsonResponse(404, { status: "error" });
  } catch {
    return jsonResponse(500, { status: "error" });
  }
}

function runActions(environment: Environment, rule: number, payload: Json): void {
  const { _model: model, _id: id } = isJsonObject(payload) ? payload : {};
  if (typeof model !== "string" || !Number.isInteger(Number(id ?? Number.NaN))) {
    throw valueError("the payload names no record");
  }
  if (!environment.exists(model, Number(id))) {
    throw missingError(model, Number(id), superuser);
  }
  for (const action of environment.links("base.automation", rule, "action_server_ids")) {
    runAction(environment, action, model, Number(id));
  }
}

function runAction(environment: Environment, action: number, model: string, id: number): void {
  const text = (field: string): string => environment.text("ir.actions.server", action, field);
  if (text("state") === "object_write") {
    environment.write(model, [id], { [text("update_path")]: text("value") });
    return;
  }
  const values = parsePythonLiteral(recordWrite.exec(text("code"))?.[1] ?? "");
  if (!isJsonObject(values)) {
    throw valueError("the sandbox runs no Python but record.write({...})");
  }
  environment.write(model, [id], values);
}

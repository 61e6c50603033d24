import type { Json, JsonObject } from "../../server/json.ts";
import { parseDomain } from "../engine/domain.ts";
import { matchesDomain } from "../engine/domain-match.ts";
import type { Environment, RecordChange } from "../engine/environment.ts";
import { formatOutput } from "../engine/value-output.ts";
import { parsePythonLiteral } from "./python-literal.ts";

/** One call that an automation makes after its transaction. */
export type Delivery = { readonly url: string; readonly payload: JsonObject };

/** The calls that the automations of a committed transaction make, each once. */
export function deliveriesFor(environment: Environment): readonly Delivery[] {
  const rules = environment.database.table("base.automation").ids();
  const active = rules.filter((rule) => environment.flag("base.automation", rule, "active"));
  if (active.length === 0) {
    return [];
  }
  return environment
    .changes()
    .filter(({ model, id }) => environment.exists(model, id))
    .flatMap((change) =>
      active.filter((rule) => applies(environment, rule, change)).flatMap((rule) => calls(environment, rule, change)),
    );
}

function applies(environment: Environment, rule: number, change: RecordChange): boolean {
  const text = (field: string): string => environment.text("base.automation", rule, field);
  if (text("model_name") !== change.model || !isTriggered(environment, rule, change)) {
    return false;
  }
  const filter = text("filter_domain");
  const domain = filter === "" ? [] : parsePythonLiteral(filter);
  return domain !== undefined && matchesDomain(environment, change.model, change.id, parseDomain(domain));
}

function isTriggered(environment: Environment, rule: number, { model, id, before }: RecordChange): boolean {
  const hasChanged = (field: string): boolean =>
    JSON.stringify(before?.[field] ?? null) !== JSON.stringify(environment.row(model, id).values[field] ?? null);
  const fields = environment
    .links("base.automation", rule, "trigger_field_ids")
    .map((field) => environment.text("ir.model.fields", field, "name"));
  const isWatched = fields.length === 0 || before === undefined || fields.some(hasChanged);
  switch (environment.text("base.automation", rule, "trigger")) {
    case "on_create_or_write":
      return isWatched;
    case "on_create":
      return before === undefined;
    case "on_write":
      return before !== undefined && isWatched;
    case "on_state_set": {
      const choice = environment.link("base.automation", rule, "trg_selection_field_id") ?? 0;
      const field = environment.number("ir.model.fields.selection", choice, "field_id");
      const name = environment.text("ir.model.fields", field, "name");
      const value = environment.text("ir.model.fields.selection", choice, "value");
      return hasChanged(name) && environment.text(model, id, name) === value;
    }
    case "on_archive":
      return before?.active === true && !environment.flag(model, id, "active");
    case "on_unarchive":
      return before?.active === false && environment.flag(model, id, "active");
    default:
      return false;
  }
}

function calls(environment: Environment, rule: number, change: RecordChange): readonly Delivery[] {
  return environment
    .links("base.automation", rule, "action_server_ids")
    .filter((action) => environment.text("ir.actions.server", action, "state") === "webhook")
    .map((action) => ({
      url: environment.text("ir.actions.server", action, "webhook_url"),
      payload: payloadOf(environment, action, change),
    }));
}

// Datetimes keep their microseconds here, unlike in answers to reads.
function payloadOf(environment: Environment, action: number, { model, id }: RecordChange): JsonObject {
  const names = environment
    .links("ir.actions.server", action, "webhook_field_ids")
    .map((field) => environment.text("ir.model.fields", field, "name"));
  const values = [...new Set(["id", ...names])].sort().map((name): readonly [string, Json] => {
    const field = environment.field(model, name);
    const value = environment.get(model, id, name);
    return [name, field.type === "datetime" ? (value ?? false) : formatOutput(environment, field, value, "plain")];
  });
  const name = environment.text("ir.actions.server", action, "name");
  return { _action: `${name}(#${action})`, _id: id, _model: model, ...Object.fromEntries(values) };
}

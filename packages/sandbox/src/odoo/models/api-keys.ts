import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { char, datetime, many2one, selection, text } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";

const keyLength = 40;
const dayMilliseconds = 24 * 60 * 60 * 1000;

export const apiKey: Model = defineModel({
  name: "res.users.apikeys",
  label: "Users API Keys",
  fields: {
    name: char("Description", { required: true }),
    user_id: many2one("User", "res.users", { required: true, onDelete: "cascade" }),
    scope: char("Scope"),
    expiration_date: datetime("Expiration Date"),
  },
});

export const apiKeyDescription: Model = defineModel({
  name: "res.users.apikeys.description",
  label: "API Key Description",
  fields: {
    name: char("Description", { required: true }),
    duration: selection(
      "Duration",
      [
        ["1", "1 Day"],
        ["7", "1 Week"],
        ["30", "1 Month"],
        ["90", "3 Months"],
        ["180", "6 Months"],
        ["365", "1 Year"],
        ["0", "Persistent Key"],
        ["-1", "Custom Date"],
      ],
      { required: true, initial: "1" },
    ),
    expiration_date: datetime("Expiration Date"),
  },
  methods: { make_key: { run: askIdentity } },
});

export const identityCheck: Model = defineModel({
  name: "res.users.identitycheck",
  label: "Password Check Wizard",
  fields: {
    request: text("Request", { readonly: true }),
    auth_method: selection("Auth Method", [["password", "Password"]], { initial: "password" }),
  },
  methods: { run_check: { run: checkIdentity } },
});

function askIdentity(environment: Environment, [id]: readonly number[]): JsonObject {
  const check = environment.create("res.users.identitycheck", { request: String(id ?? 0) });
  return {
    type: "ir.actions.act_window",
    res_model: "res.users.identitycheck",
    res_id: check,
    name: "Access Control",
    target: "new",
    views: [[false, "form"]],
    context: { dialog_size: "medium" },
  };
}

function checkIdentity(environment: Environment, [id]: readonly number[]): JsonObject {
  const { uid, host, context } = environment.caller;
  if (!host.isPassword(uid, String(context.password ?? ""))) {
    throw userError("Incorrect Password, try again.");
  }
  const description = Number(environment.text("res.users.identitycheck", id ?? 0, "request"));
  return {
    type: "ir.actions.act_window",
    res_model: "res.users.apikeys.show",
    name: "API Key Ready",
    views: [[false, "form"]],
    target: "new",
    context: { default_key: makeKey(environment, description) },
  };
}

function makeKey(environment: Environment, description: number): string {
  const model = apiKeyDescription.name;
  const days = Number(environment.text(model, description, "duration"));
  const own = environment.get(model, description, "expiration_date");
  const until = new Date(Date.parse(`${environment.now.replace(" ", "T")}Z`) + days * dayMilliseconds);
  const key = environment.caller.host.randomHex(keyLength);
  const id = environment.create(apiKey.name, {
    name: environment.text(model, description, "name"),
    user_id: environment.caller.uid,
    scope: "rpc",
    expiration_date: days > 0 ? until.toISOString().slice(0, 19).replace("T", " ") : days < 0 ? (own ?? false) : false,
  });
  // The key has no field: it is told once and never read again.
  environment.store(apiKey.name, id, { key });
  environment.unlink(model, [description]);
  return key;
}

/** The user's id behind a key made by the wizard; undefined when there is none, or when it has expired. */
export function userOfKey(environment: Environment, key: string): number | undefined {
  const table = environment.database.table(apiKey.name);
  const found = table.ids().find((id) => table.get(id)?.values.key === key);
  if (found === undefined) {
    return undefined;
  }
  const until = environment.text(apiKey.name, found, "expiration_date");
  return until !== "" && until <= environment.now ? undefined : environment.link(apiKey.name, found, "user_id");
}

import { boolean, char, many2many, many2one, one2many, selection, text } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";

/** When an automation runs. */
const triggers = [
  ["on_state_set", "State is set to"],
  ["on_create", "On create"],
  ["on_write", "On update"],
  ["on_create_or_write", "On create and edit"],
  ["on_archive", "On archived"],
  ["on_unarchive", "On unarchived"],
  ["on_webhook", "On webhook"],
] as const;

export const automation: Model = defineModel({
  name: "base.automation",
  label: "Automation Rule",
  fields: {
    name: char("Automation Rule Name", { required: true }),
    active: boolean("Active", { initial: true }),
    model_id: many2one("Model", "ir.model", { required: true }),
    model_name: char("Model Name", {
      compute: (environment, id) => {
        const model = environment.link("base.automation", id, "model_id");
        return model === undefined ? null : environment.get("ir.model", model, "model");
      },
    }),
    trigger: selection("Trigger", triggers, { required: true, initial: "on_create_or_write" }),
    trigger_field_ids: many2many("Trigger Fields", "ir.model.fields"),
    trg_selection_field_id: many2one("Trigger Field", "ir.model.fields.selection"),
    filter_domain: char("Apply on"),
    filter_pre_domain: char("Before Update Domain"),
    action_server_ids: one2many("Actions", "ir.actions.server", "base_automation_id"),
    record_getter: char("Record Getter", {
      initial: "model.env[payload.get('_model')].browse(int(payload.get('_id')))",
    }),
    webhook_uuid: char("Webhook UUID", { readonly: true }),
    url: char("Url", {
      compute: (environment, id) =>
        environment.text("base.automation", id, "trigger") === "on_webhook"
          ? `${environment.caller.host.baseUrl()}/web/hook/${environment.text("base.automation", id, "webhook_uuid")}`
          : null,
    }),
    log_webhook_calls: boolean("Log Calls"),
  },
  prepare: (environment, values) => {
    const digits = environment.caller.host.randomHex(30);
    const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`, `8${digits.slice(15, 18)}`];
    return { ...values, webhook_uuid: [...parts, digits.slice(18)].join("-") };
  },
});

export const serverAction: Model = defineModel({
  name: "ir.actions.server",
  label: "Server Actions",
  order: "sequence, name, id",
  fields: {
    name: char("Action Name", { required: true }),
    model_id: many2one("Model", "ir.model", { required: true }),
    base_automation_id: many2one("Automation Rule", "base.automation", { onDelete: "cascade" }),
    usage: selection(
      "Usage",
      [
        ["ir_actions_server", "Server Action"],
        ["ir_cron", "Scheduled Action"],
        ["base_automation", "Automation Rule"],
      ],
      { required: true, initial: "ir_actions_server" },
    ),
    state: selection(
      "Type",
      [
        ["object_write", "Update Record"],
        ["code", "Execute Code"],
        ["webhook", "Send Webhook Notification"],
      ],
      { required: true, initial: "object_write" },
    ),
    code: text("Python Code"),
    update_path: char("Field to Update Path"),
    value: text("Value"),
    webhook_url: char("Webhook URL"),
    webhook_field_ids: many2many("Webhook Fields", "ir.model.fields"),
  },
  check: (environment, id) => {
    const automationId = environment.link("ir.actions.server", id, "base_automation_id");
    const model = environment.link("ir.actions.server", id, "model_id");
    if (automationId !== undefined && environment.link("base.automation", automationId, "model_id") !== model) {
      throw validationError("The model of an automation rule's action must be the model of the rule.");
    }
  },
});

import type { ConnectorSettings, ConnectorWebhooks, DataRecord, RegisteredWebhook } from "@xmap/contract";
import { optionFailure } from "../../shared/settings.ts";
import type { FieldCatalog } from "../fields.ts";
import type { RecordReader } from "../reader.ts";
import type { OdooRpc } from "../rpc/odoo-rpc.ts";
import { webhookSecrets } from "./secrets.ts";

const RULES = "base.automation";

interface RuleParts {
  readonly settings: ConnectorSettings;
  readonly rpc: OdooRpc;
  readonly reader: RecordReader;
  readonly fields: FieldCatalog;
}

/** A rule of ours, as it stands in Odoo. */
interface Rule {
  readonly id: number;
  readonly resource: string;
  readonly address: string;
  readonly active: boolean;
}

/** Webhooks as automation rules, one for each model, of Odoo 17 and later with the module `base_automation`. */
export function automationRules({ settings, rpc, reader, fields }: RuleParts): ConnectorWebhooks {
  const prefix = `xmap ${settings.system} `;

  async function rules(): Promise<readonly Rule[]> {
    if (!(await fields.hasOwn("ir.actions.server", "webhook_url")))
      throw fields.drift(RULES, "This version of Odoo sends no webhooks: they came with Odoo 17");
    const action = ["webhook_url"].map((name) => `action_server_ids.${name}`);
    const { records } = await reader.search({
      model: RULES,
      domain: [["name", "=like", `${prefix.replace(/[\\%_]/g, "\\$&")}%`]],
      fields: ["name", "active", ...action],
      order: "id",
      archived: true,
    });
    return records.flatMap((record) => ruleOf(record, prefix));
  }

  async function create(resource: string, address: string): Promise<void> {
    const name = `${prefix}${resource}`;
    const modelId = await idOfModel(resource);
    const stamps = await search("ir.model.fields", [
      ["model", "=", resource],
      ["name", "in", ["write_date"]],
    ]);
    const action = {
      name,
      model_id: modelId,
      state: "webhook",
      webhook_url: address,
      webhook_field_ids: [[6, 0, stamps]],
      usage: RULES.replace(".", "_"),
    };
    const vals = {
      name,
      model_id: modelId,
      trigger: "on_create_or_write",
      active: true,
      action_server_ids: [[0, 0, action]],
    };
    await rpc.call({ model: RULES, method: "create", parameters: { vals_list: vals }, writes: true });
  }

  async function idOfModel(resource: string): Promise<number> {
    const [id] = await search("ir.model", [["model", "=", resource]]);
    if (id !== undefined) return id;
    throw fields.drift(resource, `Odoo has no model ${resource}`);
  }

  async function search(model: string, domain: readonly unknown[]): Promise<readonly number[]> {
    const { records } = await reader.search({ model, domain, fields: ["id"], order: "id", archived: false });
    return records.flatMap(({ id }) => (typeof id === "number" ? [id] : []));
  }

  async function drop(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await rpc.call({ model: RULES, method: "unlink", ids, writes: true });
  }

  const list = async (): Promise<readonly RegisteredWebhook[]> =>
    (await rules()).map(({ resource, address, active }) => ({ resource, active, address: withoutSecret(address) }));

  return {
    list,
    async register(address, resources) {
      const [secret] = webhookSecrets(settings);
      if (secret === undefined) throw optionFailure(settings, "webhookSecret", "is missing, and webhooks need it");
      const wanted = `${address.replace(/\/+$/, "")}/${secret}`;
      const known = await rules();
      const kept = known.filter(
        (rule, index) =>
          rule.address === wanted &&
          resources.includes(rule.resource) &&
          known.findIndex(({ resource }) => resource === rule.resource) === index,
      );
      for (const resource of new Set(resources))
        if (!kept.some((rule) => rule.resource === resource)) await create(resource, wanted);
      await drop(known.filter((rule) => !kept.includes(rule)).map(({ id }) => id));
      return list();
    },
    async remove() {
      const known = await rules();
      await drop(known.map(({ id }) => id));
      return known.length;
    },
  };
}

function ruleOf(record: DataRecord, prefix: string): readonly Rule[] {
  const { id, name, active } = record;
  if (typeof id !== "number" || typeof name !== "string") return [];
  const actions = Array.isArray(record.action_server_ids) ? (record.action_server_ids as readonly DataRecord[]) : [];
  const address = actions.map(({ webhook_url: url }) => url).find((url) => typeof url === "string") ?? "";
  return [{ id, resource: name.slice(prefix.length), address: String(address), active: active === true }];
}

function withoutSecret(address: string): string {
  return address.replace(/\/[^/]*$/, "/***");
}

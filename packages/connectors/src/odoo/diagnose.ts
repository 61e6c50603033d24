import {
  type ConnectorDiagnosis,
  type DataRecord,
  type DiagnosedAction,
  type DiagnosedRight,
  Failure,
} from "@xmap/contract";
import { isJsonObject, textMember } from "../shared/json-shape.ts";
import type { FieldCatalog } from "./fields.ts";
import { keysOf, onlyEnd } from "./key-end.ts";
import { isOfMissingModule, isThere } from "./module-models.ts";
import type { RecordReader } from "./reader.ts";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";

const ACTIONS: readonly DiagnosedAction[] = ["read", "write", "create"];

/** What Odoo says of itself and of the user; a model that is not there is told in a note. */
export async function diagnoseOdoo(
  rpc: OdooRpc,
  reader: RecordReader,
  fields: FieldCatalog,
  resources: readonly string[],
): Promise<ConnectorDiagnosis> {
  const { text: version, isEnterprise } = await rpc.version();
  const { result: context, serverTime } = await rpc.call({ model: "res.users", method: "context_get", writes: false });
  const locale = textMember(context, "lang");
  const user = await userOf(rpc, reader, context);
  const notes: string[] = [];
  const rights: DiagnosedRight[] = [];
  const missing: string[] = [];
  for (const resource of resources) {
    if (await isOfMissingModule(fields, resource)) {
      notes.push(`Odoo has no ${resource}: its module is not installed, and the flows do without it.`);
    } else if (await isThere(fields, resource)) {
      for (const action of ACTIONS) {
        const allowed = await isAllowed(rpc, resource, action);
        if (allowed !== undefined) rights.push({ resource, action, allowed });
      }
    } else {
      missing.push(resource);
      notes.push(`Odoo has no ${resource}: a module is not installed.`);
    }
  }
  const keys = await keysOf(reader, user);
  const keyExpires = onlyEnd(keys);
  if (keys.length > 1) notes.push(`The user has ${keys.length} API keys; which of them is used cannot be seen.`);
  if (user?.login === "admin")
    notes.push("The user is the administrator: a user of its own can be kept to what it needs.");
  return {
    product: "Odoo",
    version,
    variant: isEnterprise ? "Enterprise" : "Community",
    rights,
    missing,
    notes,
    ...(user === undefined ? {} : { account: accountOf(user) }),
    ...(locale === undefined ? {} : { locale }),
    ...(serverTime === undefined ? {} : { serverTime }),
    ...(keyExpires === undefined ? {} : { keyExpires }),
  };
}

/** The user that the connector is signed in as; undefined where Odoo does not say. */
export async function signedIn(rpc: OdooRpc, reader: RecordReader): Promise<DataRecord | undefined> {
  const { result } = await rpc.call({ model: "res.users", method: "context_get", writes: false });
  return userOf(rpc, reader, result);
}

/** Older versions do not tell the user in the context. */
async function userOf(rpc: OdooRpc, reader: RecordReader, context: unknown): Promise<DataRecord | undefined> {
  const told = isJsonObject(context) ? context.uid : undefined;
  const id = typeof told === "number" ? told : await rpc.user?.();
  if (typeof id !== "number") return undefined;
  const [user] = await reader.read("res.users", [id], ["login", "name", "company_id.name"]);
  return user;
}

function accountOf({ name, login, company_id: company }: DataRecord): string {
  const firm = isJsonObject(company) ? `, ${String(company.name)}` : "";
  return `${String(name)} (${String(login)})${firm}`;
}

/** `has_access` since version 18, `check_access_rights` before; undefined where neither is known. */
async function isAllowed(rpc: OdooRpc, model: string, operation: DiagnosedAction): Promise<boolean | undefined> {
  const asked = { model, parameters: { operation }, writes: false } as const;
  for (const call of [
    { ...asked, method: "has_access", ids: [] },
    { ...asked, method: "check_access_rights", named: { raise_exception: false } },
  ]) {
    try {
      return (await rpc.call(call)).result === true;
    } catch (thrown) {
      if (!isDrift(thrown)) throw thrown;
    }
  }
  return undefined;
}

function isDrift(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.details.class === "SchemaDrift";
}
